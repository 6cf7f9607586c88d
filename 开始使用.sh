#!/bin/sh
# Finds Python and opens the menu (start.py menu): that of the offline bundle first.
cd "$(dirname "$0")" || exit 1
python=python/bin/python3
if [ -f "$python" ]; then
  [ -x "$python" ] || chmod +x python/bin/* || exit 1
elif command -v python3 >/dev/null; then
  python=python3
else
  echo "没有找到 Python。请先安装 Python 3.12（Debian、Ubuntu：sudo apt-get install python3 python3-venv），再运行一次。"
  exit 18
fi
exec "$python" start.py menu "$@"
