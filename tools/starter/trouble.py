"""Why a set-up failed, as a sentence that says what to do."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path

SETUP_FAILED = 18  # the same number as in evaltoolkit/errors.py, which cannot be imported before the set-up
INTERRUPTED = 130
NEWEST = (3, 14)  # as in CONTRIBUTING.md: the files of ``locked/`` are for no later Python
_NEEDED = 1.5e9  # bytes of a new environment


class SetupError(Exception):
    """The set-up cannot go on; the message is for the user's screen."""


NO_VENV = (
    "当前的 Python 缺少 venv 或 ensurepip 模块，无法建立运行环境。\n"
    "Debian、Ubuntu 请先运行：sudo apt-get install python3-venv；其他系统请重新安装完整的 Python 3.12。"
)
NO_PERMISSION = (
    "没有权限写入 {place}。\n请把整个文件夹移到自己可以写入的位置（例如 D:\\evaltoolkit 或主目录），再运行一次。"
)
IN_USE = (
    "无法更新 {place}：其中的文件正被占用，或者没有写入权限。\n请关闭 JupyterLab 和其他正在运行的命令窗口，再运行一次。"
)
BUSY = "另一个窗口正在建立运行环境，请等它完成后再运行一次。"
READ_ONLY = "{place} 所在的磁盘是只读的，无法建立运行环境。\n请把整个文件夹复制到可以写入的磁盘，再运行一次。"
FULL = "磁盘空间不足：{place} 所在的磁盘只剩 {free} GB。\n建立运行环境约需 1.5 GB，请清理磁盘后再运行一次。"
TOO_NEW = (
    "当前的 Python 是 {found}，本工具所用的软件包还没有适用于它的版本。\n"
    "请安装 Python 3.12（3.11 到 3.14 都可以），用它再运行一次。"
)
WHEELS_DIFFER = (
    "离线包 wheels 文件夹里的软件包是为 Python {python} 准备的，与当前的 Python 不符，所以才需要联网。\n"
    "没有网络时请安装 Python {python}，用它再运行一次。"
)
WHEELS_LACK = (
    "离线包 wheels 文件夹里没有 {names}：项目比它新，或它是给另一种系统的，所以才需要联网。\n"
    "没有网络时请用一个完整的新离线包更新（start.py update）。"
)
BAD_SETTINGS = (
    "项目文件夹里的 pip.ini 读不懂：{error}\n"
    "第一行写 [global]，以下每行一项，如 index-url = 镜像地址、proxy = 代理地址；改好后再运行一次。"
)
UNKNOWN = "安装所需的软件包时出错。"
NO_PROJECT_FILES = "缺少文件 {name}，项目文件夹不完整。请重新下载或解压整个项目。"

NETWORK = (
    "无法取得所需的软件包：网络不通，或软件包源不可用。\n"
    "请检查网络；单位内网请向信息部门要内部镜像和代理的地址，写在项目文件夹的 pip.ini 里"
    "（或设环境变量 PIP_INDEX_URL、HTTPS_PROXY），再运行一次；没有网络的电脑请用离线包。"
)
_REASONS: tuple[tuple[str, str], ...] = (
    (r"No space left on device|Errno 28|WinError 112", "磁盘空间不足。运行环境约需 1.5 GB，请清理磁盘后再运行一次。"),
    (
        r"Long Path support|WinError 206",
        "文件夹的路径太长，Windows 无法写入。请把整个文件夹移到较短的位置（例如 D:\\evaltoolkit），再运行一次。",
    ),
    (r"Permission denied|Access is denied|WinError (5|32)\b|Errno 13", IN_USE.format(place=".venv")),
    (
        r"DO NOT MATCH THE HASHES|hashes are required",
        "取得的软件包与项目登记的校验值不符，已停止安装。请换一个软件包源（环境变量 PIP_INDEX_URL）再运行一次；"
        "仍然如此，请告知项目维护者。",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError",
        "与软件包源的加密连接未通过校验。单位网络如使用自己的证书，请向信息部门要证书文件，"
        "把路径设为环境变量 PIP_CERT，再运行一次。",
    ),
    (
        r"No matching distribution found|Could not find a version|Connection ?error|NewConnectionError|"
        r"Max retries exceeded|ReadTimeout|ConnectTimeout|ProxyError|Failed to establish|HTTP error|"
        r"getaddrinfo failed|Name or service not known|Temporary failure in name resolution",
        NETWORK,
    ),
)


def check_disk(project: Path) -> None:
    """Refuse to begin where the disk cannot hold an environment."""
    free = shutil.disk_usage(project).free
    if free < _NEEDED:
        raise SetupError(FULL.format(place=project, free=f"{free / 1e9:.1f}"))


def check_python(version: str) -> None:
    """Refuse a Python for which no packages are locked; start.py refuses the old ones."""
    if tuple(int(part) for part in version.split(".")[:2]) > NEWEST:
        raise SetupError(TOO_NEW.format(found=version))


def refused(error: OSError, place: Path) -> str:
    """Return the sentence for the system's refusal to write in the project's folder."""
    if error.errno == errno.EROFS:
        return READ_ONLY.format(place=place)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL.format(place=place, free="0.0")
    if isinstance(error, PermissionError):
        return NO_PERMISSION.format(place=place)
    return f"{error}\n{UNKNOWN}"


def reason_of(log: str) -> str:
    """Return the sentence for what pip wrote before it gave up.

    Examples
    --------
    >>> reason_of("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device")[:6]
    '磁盘空间不足'
    """
    for pattern, sentence in _REASONS:
        if re.search(pattern, log, re.IGNORECASE):
            return sentence
    return UNKNOWN
