"""What the project is made of: every package's licence is found by rule in what the package brings."""

from importlib.metadata import PathDistribution

import pytest

from supply import licences_of, main, stated_licences, with_licences

APACHE = "Licensed under the Apache License, Version 2.0 (the "
BSD = "Redistribution and use in source and binary forms, with or without modification"
MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy of"


@pytest.fixture
def package(tmp_path):
    """A package with these lines of metadata and these files."""

    def make(*lines, **texts):
        folder = tmp_path / "made-1.0.dist-info"
        for name, words in {
            "METADATA": "\n".join(("Metadata-Version: 2.4", "Name: Made", *lines, "", "")),
            **texts,
        }.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")
        (folder / "RECORD").write_text("".join(f"{folder.name}/{name},,\n" for name in texts), encoding="utf-8")
        return PathDistribution(folder)

    return make


def test_every_package_of_the_bill_has_its_licence_and_the_page_is_that_of_the_bill():
    assert main(["--check"]) == 0


@pytest.mark.parametrize(
    ("lines", "texts", "said"),
    [
        (["License-Expression: MIT OR ISC"], {"licenses/LICENSE": BSD}, "MIT OR ISC"),
        (["License: Apache 2.0"], {"licenses/LICENSE": APACHE}, "Apache-2.0"),
        ([], {"LICENSE.txt": MIT}, "MIT"),
        ([], {"COPYING": BSD}, "BSD-2-Clause"),
        ([], {"COPYING": f"{BSD} ... Neither the name of the holder"}, "BSD-3-Clause"),
        (["License: Artistic"], {"licenses/LICENSE": "words of its own"}, "Artistic"),
        (["License: Artistic"], {"licenses/LICENSE": MIT, "licenses/LICENSE.other": BSD}, "Artistic"),
        ([], {"licenses/made/_vendor/other/LICENSE": MIT}, "?"),
        (["Classifier: License :: OSI Approved :: ISC License (ISCL)"], {}, "ISC License (ISCL)"),
        (["License: UNKNOWN"], {}, "?"),
    ],
)
def test_a_licence_is_read_from_expression_text_name_or_classifier_and_none_is_made_up(package, lines, texts, said):
    bill = with_licences({"components": [{"name": "made"}]}, stated_licences([package(*lines, **texts)]))
    assert licences_of(bill["components"][0]) == said


def test_what_the_bill_says_already_stays(package):
    part = {"name": "Made", "licenses": [{"license": {"id": "ISC"}}]}
    assert with_licences({"components": [part]}, stated_licences([package("License: MIT")]))["components"] == [part]
