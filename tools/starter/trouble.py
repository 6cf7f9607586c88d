"""Why a set-up failed, as a sentence that says what to do."""

from __future__ import annotations

import re

SETUP_FAILED = 18  # the same number as in evaltoolkit/errors.py, which cannot be imported before the set-up
INTERRUPTED = 130


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
NO_PROJECT_FILES = "缺少文件 {name}，项目文件夹不完整。请重新下载或解压整个项目。"

_NETWORK = (
    "无法取得所需的软件包：网络不通，或软件包源不可用。\n"
    "请检查网络；单位内网请向信息部门要内部镜像的地址，设为环境变量 PIP_INDEX_URL"
    "（需要代理时设 HTTPS_PROXY），再运行一次。"
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
        _NETWORK,
    ),
)


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
    return "安装所需的软件包时出错。"
