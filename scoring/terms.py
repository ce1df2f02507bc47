"""The words of the domain as closed sets (domain.md 2). Each equals its code as plain text."""

from enum import StrEnum


class Stage(StrEnum):
    INITIAL = "initial"
    GROWTH = "growth"
    MATURE = "mature"


class Role(StrEnum):
    """What somebody may do in the company (domain.md 10)."""

    MEMBER = "member"
    MANAGER = "manager"
    DEPARTMENT_LEAD = "department_lead"
    EXECUTIVE = "executive"
    ADMIN = "admin"


class UnitKind(StrEnum):
    COMPANY = "company"
    REGION = "region"
    DEPARTMENT = "department"


class Function(StrEnum):
    """Which part of the company a department is; request kinds go to a function (domain.md 6)."""

    EXECUTIVES = "executives"
    RD = "rd"
    PLATFORM = "platform"
    SALES = "sales"


class TriangleRole(StrEnum):
    """A seat on an account's team; `others` are helpers outside the triangle."""

    AR = "AR"
    SR = "SR"
    FR = "FR"
    OTHERS = "others"


class EventState(StrEnum):
    """`counted` needs no confirmation (no points); `disputed` keeps counting until a manager decides."""

    PENDING = "pending"
    COUNTED = "counted"
    CONFIRMED = "confirmed"
    VOID = "void"
    SUPERSEDED = "superseded"


class RequestState(StrEnum):
    OPEN = "open"
    SIGN_OFF = "sign_off"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    RESOLVED = "resolved"
    DECLINED = "declined"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class Priority(StrEnum):
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


class Holder(StrEnum):
    """Whose turn it is (domain.md 6)."""

    QUEUE = "queue"
    OWNER = "owner"
    REQUESTER = "requester"
    APPROVER = "approver"
    LEAD = "lead"
    NOBODY = "nobody"


class ClockName(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"


class Language(StrEnum):
    EN = "en"
    ZH_HANS = "zh_Hans"
    ZH_HANT = "zh_Hant"
