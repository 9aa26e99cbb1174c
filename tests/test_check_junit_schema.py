"""JUnit reports against the schema that the Jenkins project publishes for them.

The schema comes with no package that could be installed beside the tests, so its file (junit-10.xsd of Jenkins'
xunit plug-in, which the source archives of several test runners carry) is named by RMENTOR_JUNIT_XSD.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from xmlschema import XMLSchema

from conftest import SAMPLES, Run

# Read before the tests' guard takes the environment's settings away.
_PUBLISHED = os.environ.get("RMENTOR_JUNIT_XSD", "")
pytestmark = pytest.mark.skipif(not _PUBLISHED, reason="RMENTOR_JUNIT_XSD does not say where junit-10.xsd lies")

FILES = {
    "sound": (SAMPLES / "hartford" / "programme.yaml").read_bytes(),
    "unreadable": b"a: b: c",
    "wrong": b"format: 1\nid: '<&>'\ntitle: \"]]> <x>\"\nmode: revers\n",
    "weak": b"format: 1\nid: a\ntitle: A\nmode: reverse\nplan: {start: 2027-01-11, length: 3 months, zone: UTC}\n",
}


@pytest.mark.parametrize("options", [(), ("--strict",), ("--select", "RM3")])
def test_a_report_is_what_jenkins_expects(run: Run, options: tuple[str, ...]) -> None:
    schema = XMLSchema(_PUBLISHED)
    for name, content in FILES.items():
        Path(f"{name}.yaml").write_bytes(content)
    ended = run("check", *(f"{name}.yaml" for name in FILES), "--format", "junit", *options)
    assert ended.code == 1
    schema.validate(ended.out)


def test_the_schema_bites() -> None:
    assert not XMLSchema(_PUBLISHED).is_valid("<testsuites><testcase/></testsuites>")
