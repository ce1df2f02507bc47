"""Who is credited (domain.md 5)."""

from __future__ import annotations

from scoring.contribution import Deed, Part, Participant, credited, credited_by_dimension, credits_of, part_of
from scoring.policy import Dimension, Role
from scoring.values import Points


def deed(*roles: str, points: int = 1000, assists: tuple[str, ...] = (), held: str = "AR SR FR") -> Deed:
    """A role a member; the member's name is the role in small letters and a number where it repeats."""
    participants = tuple(
        Participant(f"{role.lower()}{roles[:at].count(role) or ''}", part_of(role)) for at, role in enumerate(roles)
    )
    return Deed(Points(points), participants, assists, frozenset(Role(role) for role in held.split()))


def hundredths(of: Deed) -> dict[str, int]:
    return {member: points.hundredths for member, points in credited([of]).items()}


def test_the_triangle_has_40_30_30() -> None:
    assert hundredths(deed("AR", "SR", "FR")) == {"ar": 400, "fr": 300, "sr": 300}


def test_a_held_role_that_took_no_part_leaves_its_share_uncredited() -> None:
    assert hundredths(deed("AR")) == {"ar": 400}


def test_a_role_that_nobody_holds_leaves_its_share_to_the_others() -> None:
    assert hundredths(deed("AR", "SR", held="AR SR")) == {"ar": 571, "sr": 429}


def test_a_role_that_took_part_counts_as_held() -> None:
    assert hundredths(deed("AR", held="")) == {"ar": 1000}


def test_several_in_one_role_share_it_equally() -> None:
    assert hundredths(deed("AR", "AR")) == {"ar": 200, "ar1": 200}


def test_others_share_a_fifth_on_top() -> None:
    assert hundredths(deed("AR", "expert", "ar")) == {"ar": 500, "expert": 100}


def test_each_of_three_assists_has_a_tenth_and_four_share_three_tenths() -> None:
    assert hundredths(deed(assists=("a", "b", "c"))) == {"a": 100, "b": 100, "c": 100}
    assert hundredths(deed(assists=("a", "b", "c", "d"))) == {"a": 75, "b": 75, "c": 75, "d": 75}


def test_any_name_but_the_three_is_the_one_role_others() -> None:
    assert [part_of(name) for name in ("AR", "ar", "others", "")] == [Part.AR, Part.OTHERS, Part.OTHERS, Part.OTHERS]


def test_an_odd_hundredth_goes_to_the_lower_member_by_code_point() -> None:
    both = (Participant("ä", Part.AR), Participant("z", Part.AR))
    assert hundredths(Deed(Points(8), both)) == {"z": 2, "ä": 1}


def test_an_odd_hundredth_of_one_member_goes_to_the_role_line_first() -> None:
    alone = Deed(Points(3), (Participant("m", Part.SR), Participant("m", Part.FR)))
    lines = [(credit.part, credit.points.hundredths) for credit in credits_of(alone)]
    assert lines == [(Part.SR, 1), (Part.FR, 1)]
    helper = Deed(Points(5), (Participant("m", Part.OTHERS),), ("m",))
    assert [credit.part for credit in credits_of(helper)] == [Part.OTHERS, Part.ASSIST]


def test_nobody_named_is_nobody_credited() -> None:
    assert credits_of(deed()) == []


def test_events_add_up_and_dimensions_stay_apart() -> None:
    money = Deed(Points(100), (Participant("m", Part.AR),), dimension=Dimension.FINANCIAL)
    visit = Deed(Points(1000), (Participant("m", Part.AR),), dimension=Dimension.CUSTOMER)
    assert credited([money, visit]) == {"m": Points(440)}
    apart = credited_by_dimension([money, visit])
    assert apart[Dimension.FINANCIAL] == {"m": Points(40)}
    assert apart[Dimension.CUSTOMER] == {"m": Points(400)}
    assert apart[Dimension.LEARNING] == {}
