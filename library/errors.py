"""What can go wrong with a library, one class each: a Chinese sentence for the person, an exit status for the script."""

# ruff: noqa: N818 - they say what is so (LibraryBusy), which reads better than LibraryBusyError
from __future__ import annotations

import errno


class GuilanError(Exception):
    """The base of everything that a person must be told.

    ``message`` is one Chinese sentence: what happened, why, what to do. ``code`` is the exit status of the command line (CONTRACT):
    1 done in part or nothing found, 2 wrong usage, 3 the library cannot be used.
    """

    code: int = 3

    def __init__(self, message: str, code: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class LibraryMissing(GuilanError):
    """There is no library at the place asked for."""


class LibraryDamaged(GuilanError):
    """The database is no library, or its pages are broken, or the medium refuses to be read."""


class LibraryNewer(GuilanError):
    """The library was written by a newer version, whose tables this one does not know."""


class LibraryBusy(GuilanError):
    """Somebody else is writing to the library."""


class DiskFull(GuilanError):
    """There is no room left; nothing that was there before is lost."""


class UsageError(GuilanError):
    """The request itself is wrong: an unknown option value, a key of the wrong kind."""

    code = 2


class NothingFound(GuilanError):
    """The request is right, and the library holds nothing that answers it."""

    code = 1


_REASONS = {
    errno.ENOENT: "路径不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "位置只读",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ELOOP: "链接绕圈",
    errno.ENAMETOOLONG: "名称太长",
    errno.EIO: "设备读写出错",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出了配额",
    errno.EFBIG: "文件太大",
    errno.EBUSY: "正在被别的程序使用",
    errno.EINVAL: "名称不合规定",
    errno.ENODEV: "设备不在",
    errno.ENXIO: "设备不在",
    errno.ESTALE: "网络盘已断开",
    errno.ETIMEDOUT: "设备没有回应",
    errno.ENOMEM: "内存不够",
}


def reason(error: OSError) -> str:
    """Why the system refused, as a Chinese phrase to stand in brackets; its number where we have none (its words are English)."""
    return _REASONS.get(error.errno or 0) or (f"系统错误 {error.errno}" if error.errno else type(error).__name__)
