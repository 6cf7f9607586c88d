"""A map that cannot be read is named on the screen alone: it is called after a workbook, and that after anybody."""

import pytest

from evaltoolkit.errors import FileError
from evaltoolkit.intake.mapping.sheet_map import read_map_file
from evaltoolkit.language import public


@pytest.mark.parametrize("content", [b"files: 3", b"files:\n- table: 1", b"\xff\xfe", None])
@pytest.mark.parametrize("name", ["wangfang_1a2b3c4d.yaml", "王芳_1a2b3c4d.yaml"])
def test_nobody_else_is_told_what_the_map_is_called(tmp_path, name, content):
    file = tmp_path / "parameters" / "maps" / name
    file.parent.mkdir(parents=True)
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FileError) as refused:
        read_map_file(file)
    assert name in refused.value.sentence.english()
    told = public(refused.value.sentence).english()
    assert told.startswith("a file in parameters/maps, line ")
    assert name.split("_")[0] not in told
