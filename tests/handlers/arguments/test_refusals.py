"""What can't be read is refused kindly: in the words of voice.md 3 and 4, with buttons that run the whole line."""

from __future__ import annotations

import pytest

from handlers.arguments.read import args, read
from handlers.arguments.slot import InForm
from handlers.arguments.words import command_of
from handlers.reply import Refused
from scoring.terms import Language
from tests.handlers.arguments import grammar as g
from tests.handlers.arguments.desk import Desk, presses, said, the_fault

HANS, HANT = Language.ZH_HANS, Language.ZH_HANT


def test_an_amount_that_could_be_two_is_asked(desk: Desk) -> None:
    no = the_fault(desk.reads(g.WIN, "安科 250 闸口改造"))
    assert said(no) == ("Not stored yet: is “250” ¥2,500,000 or ¥250?\n[¥2,500,000] [¥250] [Another amount]")
    assert said(no, HANS) == "还没登记：“250”是 ¥250万，还是 ¥250？\n[¥250万] [¥250] [改金额]"
    assert said(no, HANT) == "還沒登錄：「250」是 ¥250萬，還是 ¥250？\n[¥250萬] [¥250] [修改金額]"
    assert presses(no) == ["win 安科 CNY 2,500,000 闸口改造", "win 安科 CNY 250 闸口改造", "win 安科 ? 闸口改造"]


@pytest.mark.parametrize("line", ["Huaxing 250 lot", "Huaxing 2.500 lot", "Huaxing ¥250 lot", "Yuheng ¥300万 lot"])
def test_each_reading_that_is_offered_is_understood_when_it_is_pressed(line: str, desk: Desk) -> None:
    *offered, another = presses(the_fault(desk.reads(g.WIN, line)))
    pressed = [desk.reads(g.WIN, each.removeprefix("win ")) for each in offered]
    assert [each.faults for each in pressed] == [{}, {}]
    assert len({each.values["value"] for each in pressed}) == 2
    assert {each.values["note"] for each in pressed} == {"lot"}
    assert desk.reads(g.WIN, another.removeprefix("win ")).missing == ("value",)


def test_a_point_that_could_group_thousands_is_asked(desk: Desk) -> None:
    assert said(the_fault(desk.reads(g.WIN, "Huaxing 2.500"))).startswith(
        "Not stored yet: is “2.500” ¥2,500 or ¥2.50?"
    )


def test_the_yen_sign_on_an_account_in_dollars_is_asked(desk: Desk) -> None:
    assert said(the_fault(desk.reads(g.WIN, "Yuheng ¥300万"))).startswith(
        "Not stored yet: is “¥300万” ¥3,000,000 or JP¥3,000,000?"
    )


def test_an_ambiguous_amount_in_a_form_has_buttons_that_run_the_whole_line(desk: Desk) -> None:
    filled = desk.fills(g.WIN, account="id=2", value="250", note="闸口 on fri")
    first, *_ = presses(the_fault(filled))
    again = desk.reads(g.WIN, first.removeprefix("win "))
    assert again.values["note"] == "闸口 on fri"
    assert not again.faults


@pytest.mark.parametrize("typed", ["-250万", "0", "-1", "0万"])
def test_an_order_is_more_than_zero(typed: str, desk: Desk) -> None:
    no = the_fault(desk.reads(g.WIN, f"Huaxing {typed}"))
    assert said(no) == "An order is more than zero. If #118 was cancelled, void it.\n[Void #118]"
    assert said(no, HANS) == "订货要大于零。如果 #118 取消了，请作废它。\n[作废 #118]"
    assert presses(no) == ["void 118"]


def test_an_order_to_void_is_only_named_when_it_is_the_askers_own(desk: Desk) -> None:
    assert said(the_fault(desk.reads(g.WIN, "Acme -250万"))) == "An order is more than zero."


@pytest.mark.parametrize("typed", ["9e30", "9" * 30, "2万亿亿", "1,000,000,000,001", "9" * 400, "9e999999999"])
def test_too_much_is_more_than_can_be_booked(typed: str, desk: Desk) -> None:
    filled = desk.reads(g.WIN, f"Huaxing {typed}")
    assert filled.missing or said(the_fault(filled)) == (
        "That is more than I can book (up to ¥1T). Fewer digits?\n[Type again]"
    )


@pytest.mark.parametrize("typed", ["1,2", "2,5M", "1..2", "12,34,567", "2e6", "9e-3"])
def test_digits_that_mean_nothing_certain_are_refused(typed: str, desk: Desk) -> None:
    assert said(the_fault(desk.reads(g.WIN, f"Huaxing {typed}"))) == (
        f"I can't read “{typed}” as an amount. e.g. 2.5M, 250万, USD 400k"
    )


def test_more_decimals_than_the_currency_has_are_refused(desk: Desk) -> None:
    assert "more decimals" in said(the_fault(desk.reads(g.WIN, "Huaxing ¥3,000,000.505")))
    assert "more decimals" in said(the_fault(desk.reads(g.WIN, "Huaxing JPY 3,000,000.5")))


def test_a_measured_value_stays_in_its_range(desk: Desk) -> None:
    assert said(the_fault(desk.reads(g.LOG, "Huaxing satisfaction 860"))).startswith(
        "Customer satisfaction is from 0"
    )


def test_an_unknown_account_offers_the_closest(desk: Desk) -> None:
    no = the_fault(desk.reads(g.SCORE, "Huaxin"))
    assert said(no) == "No account “Huaxin”. Closest:\n[Huaxing Rail] [All my accounts]"
    assert said(no, HANS) == "没有叫“Huaxin”的客户，最接近的是：\n[华星轨道] [我的全部客户]"
    assert presses(no) == ["score id=1", "score ?"]


def test_a_press_runs_the_whole_line_again(desk: Desk) -> None:
    no = the_fault(desk.reads(g.LOG, "Huaxin Rial site_visit with @chen good talk"))
    assert presses(no)[0] == "log id=1 site_visit with @chen good talk"


def test_part_of_several_names_is_asked(desk: Desk) -> None:
    no = the_fault(desk.reads(g.SCORE, "ai"))
    assert said(no) == "Which one:\n[Huaxing Rail] [Lanhai Bank] [Yuheng Air]"
    assert said(no, HANS) == "哪一家：\n[华星轨道] [蓝海银行] [玉衡航空]"


def test_markup_in_a_name_is_only_text(desk: Desk) -> None:
    no = the_fault(desk.reads(g.WIN, "<b>華</b>'; DROP🙂 2M"))
    assert said(no) == "No account “<b>華</b>'; DROP🙂”. Closest:\n[Huaxing Rail] [All my accounts]"


@pytest.mark.parametrize(
    "typed", ["🙂", "مرحبا بك", "zzzzqqq", "'; DROP TABLE account; --", "%", "_", "\\", "", "\u200b"]
)
def test_strange_names_are_refused_or_asked_for(typed: str, desk: Desk) -> None:
    filled = desk.reads(g.SCORE, typed)
    assert filled.faults or filled.missing == ("account",)


def test_a_kind_that_there_is_not_offers_close_ones(desk: Desk) -> None:
    no = the_fault(desk.reads(g.LOG, "Huaxing lunch"))
    assert said(no) == "No kind “lunch”. Close to it:\n[executive meeting] [workshop] [All kinds]"
    assert said(no, HANS) == "没有“lunch”这类事件，接近的：\n[高层拜访] [管理研讨] [全部类型]"
    assert presses(no) == ["log Huaxing exec_meeting", "log Huaxing workshop", "log Huaxing ?"]


def test_a_fact_in_the_future_is_refused(desk: Desk) -> None:
    no = the_fault(desk.reads(g.LOG, "Huaxing exec_meeting on 2026-12-05"))
    assert said(no) == ("Sat 5 Dec is ten days ahead; I log what has happened. To plan it:\n[Ask for a visit]")
    assert said(no, HANS) == "12月5日周六还有10天，这里只记已发生的事。要安排：\n[求助高层拜访]"
    assert presses(no) == ["ask id=1 exec_visit"]
    assert said(the_fault(desk.reads(g.LOG, "Huaxing workshop on tomorrow"))) == (
        "Thu 26 Nov is one day ahead; I log what has happened."
    )


def test_a_day_that_could_be_two_is_asked(desk: Desk) -> None:
    no = the_fault(desk.reads(g.LOG, "Huaxing order 2M on 10/11"))
    assert said(no) == "Is 10/11 Sun 11 Oct or Tue 10 Nov?\n[Sun 11 Oct] [Tue 10 Nov] [Another day]"
    assert said(no, HANS) == "10/11 是10月11日周日，还是11月10日周二？\n[10月11日] [11月10日] [改日期]"
    assert presses(no) == [
        "log Huaxing order 2M on 2026-10-11",
        "log Huaxing order 2M on 2026-11-10",
        "log Huaxing order 2M on ?",
    ]


def test_a_day_that_there_is_not_and_one_that_is_past(desk: Desk) -> None:
    assert "no day 2026-02-30" in said(the_fault(desk.reads(g.LOG, "Huaxing order 2M on 2026-02-30")))
    assert "is past" in said(the_fault(desk.reads(g.ACK, "40 2026-11-20")))


def test_a_person_who_is_not_there_and_one_of_two(desk: Desk) -> None:
    no = the_fault(desk.reads(g.LOG, "Huaxing site_visit with @chenn good"))
    assert said(no).startswith("Nobody here is called “@chenn”. Closest:\n[Chen Bo]")
    which = the_fault(desk.reads(g.AWAY, "until fri @陈"))
    assert presses(which) == ["away until fri @chen", "away until fri @chenli"]


def test_a_number_that_is_none(desk: Desk) -> None:
    assert said(the_fault(desk.reads(g.CONFIRM, "abc"))) == "“abc” is no event's number. e.g. 118 or #118"
    assert said(the_fault(desk.reads(g.ACK, "x"))) == "“x” is no request's number. e.g. 40 or R40"


def test_a_word_that_is_none_of_a_few(desk: Desk) -> None:
    no = the_fault(desk.reads(g.STANDINGS, "dogs"))
    assert said(no, HANS) == "没有“dogs”这一项，可选：客户、成员、部门\n[客户] [成员] [部门]"
    assert presses(no) == ["standings accounts", "standings members", "standings departments"]


def test_words_too_many_are_named(desk: Desk) -> None:
    assert "please" in said(the_fault(desk.reads(g.SCORE, "Huaxing please")))


def test_what_is_kept_goes_to_the_form_and_what_is_asked_to_buttons(desk: Desk) -> None:
    assert isinstance(the_fault(desk.reads(g.WIN, "Huaxing " + "9" * 30)), InForm)
    assert not isinstance(the_fault(desk.reads(g.WIN, "Huaxing 250")), InForm)


def test_a_department_that_there_is_not(desk: Desk) -> None:
    no = the_fault(desk.reads(g.ASK, "Huaxing other to=Recption help"))
    assert presses(no) == ["ask Huaxing other to=reception help"]


def test_only_complete_arguments_are_made(desk: Desk) -> None:
    filled = read(g.SCORE, "Huaxing", desk.ctx)
    assert filled.complete
    assert args(g.SCORE, filled).model_dump() == {"account": 1}


def test_a_command_that_there_is_not() -> None:
    with pytest.raises(Refused) as no:
        command_of("/standigns accounts")
    assert said(no.value).startswith("I don't know /standigns.")


@pytest.mark.parametrize("day", ["2027-03-01", "5 Dec 2027", "12月5日"])
def test_a_day_that_can_not_be_stays_in_its_field_and_the_note_in_its_own(day: str, desk: Desk) -> None:
    filled = desk.reads(g.WIN, f"Acme 2M on {day} lot 2")
    assert set(filled.faults) == {"on"}
    assert (filled.typed["on"], filled.values["note"]) == (day, "lot 2")
