from __future__ import annotations

import re

import pytest
from hypothesis import given

from library import keys
from library.model import Plan
from tests.library.lib_plans import any_plan, small_plan

HASH = "3f2ab19c" * 8


@pytest.mark.parametrize(
    ("region", "wanted"),
    [
        ("示例市云溪区", "yunxi-2021-3f2a"),
        ("示例市云溪区长河镇", "changhe-2021-3f2a"),
        ("青云市", "qingyun-2021-3f2a"),
        ("云县", "yunxian-2021-3f2a"),
        ("青江新区", "qingjiang-2021-3f2a"),
        ("", "plan-2021-3f2a"),
    ],
)
def test_a_plan_is_named_by_place_year_and_content(region: str, wanted: str) -> None:
    assert keys.plan_key(region, 2021, HASH) == wanted


def test_no_year_no_number() -> None:
    assert keys.plan_key("青云市", None, HASH) == "qingyun-3f2a"


def test_a_long_name_is_cut_between_syllables() -> None:
    slug = keys.slug("双江壮庄壮庄壮庄壮庄壮庄自治区")
    assert len(slug) <= 24
    assert slug.endswith("zhuang")


def test_a_clash_takes_more_digits_of_the_hash() -> None:
    assert keys.plan_key("青云市", 2021, HASH, {"qingyun-2021-3f2a", "qingyun-2021-3f2ab"}) == "qingyun-2021-3f2ab1"
    assert keys.unused("qingyun-2021-3f2a", HASH, {"qingyun-2021-3f2a"}) == "qingyun-2021-3f2ab"


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("yunxi-2021-3f2a", "plan"),
        ("plan-3f2a", "plan"),
        ("yunxi-2021-3f2a.0", "section"),
        ("yunxi-2021-3f2a.3.12", "section"),
        ("yunxi-2021-3f2a.t3", "table"),
        ("yunxi-2021-3f2a.i12", "indicator"),
        ("yunxi-2021-3f2a.p4", "project"),
        ("yunxi", None),
        ("yunxi-2021-3f2a.", None),
        ("yunxi-2021-3f2a.x1", None),
        ("../yunxi-2021-3f2a", None),
        ("护理型床位", None),
        ("", None),
    ],
)
def test_a_key_says_what_it_names(key: str, kind: str | None) -> None:
    assert keys.kind_of(key) == kind


@given(any_plan())
def test_keys_are_safe_in_a_shell_and_lead_to_their_plan(plan: Plan) -> None:
    inside = [r.key for records in (plan.sections, plan.tables, plan.indicators, plan.projects) for r in records]
    assert all(re.fullmatch(r"[a-z0-9.-]+", key) and keys.plan_of(key) == plan.key for key in inside)
    assert {keys.kind_of(s.key) for s in plan.sections} == {"section"}


@given(any_plan())
def test_another_key_and_back_is_the_same_plan(plan: Plan) -> None:
    assert keys.rekey(keys.rekey(plan, "other-2021-0000"), plan.key) == plan


def test_another_key_reaches_everything_in_the_plan() -> None:
    plan = keys.rekey(small_plan(), "other-2021-0000")
    inside = [r.key for records in (plan.sections, plan.tables, plan.indicators, plan.projects) for r in records]
    assert all(key.startswith("other-2021-0000.") for key in inside)
    assert {i.section for i in plan.indicators} <= {s.key for s in plan.sections}
    assert plan.sections[2].parent == "other-2021-0000.1"
