"""Pages of streets that are handed in: one made, the real one, a second made one by its marker."""

import pytest


@pytest.fixture(scope="module", params=["sanyuanli", "real", pytest.param("jianggao", marks=pytest.mark.full)])
def street(request, batch):
    return batch.real() if request.param == "real" else batch.made(request.param)
