"""Many reports at a time: the words, the pictures and what the pictures say are each street's own."""

import base64
import io
import re
import sys

import pytest
from PIL import Image

from tests.faults.batch.made_batch import MadeBatch
from tests.page_names import report_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="takes its streets' numbers from POSIX paths")
BITS = 8
DEED = f"""\
import matplotlib.pyplot as plt
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.disclosure.shown import mark
number = int(slug.removeprefix("s"))
figure = plt.figure(figsize=({BITS}, 1), dpi=10)
for place in range({BITS}):
    figure.patches.append(plt.Rectangle((place / {BITS}, 0), 1 / {BITS}, 1, color=str(float(number >> place & 1)),
                                        transform=figure.transFigure))
plt.close()
data, metadata = Chart(figure, street, "", "图：" + street, "")._repr_mimebundle_()
display(data, raw=True, metadata={{**metadata, **mark(data)}})
"""
PICTURE = re.compile(r'<img alt="图：([^"]*)"[^>]*src="data:image/png;base64,([^"]+)"|'
                     r'<img[^>]*src="data:image/png;base64,([^"]+)"[^>]*alt="图：([^"]*)"')  # fmt: skip


@pytest.fixture
def batch():
    made = MadeBatch()
    yield made
    made.close()


def number_in(picture):
    """Return the number whose binary digits are the squares of the picture, the lowest first."""
    image = Image.open(io.BytesIO(base64.b64decode(picture))).convert("L")
    width, height = image.size
    lit = [image.getpixel((int((place + 0.5) * width / BITS), height // 2)) > 127 for place in range(BITS)]
    return sum(on << place for place, on in enumerate(lit))


def check_every_report_is_its_own(batch, count, *words):
    slugs = [f"s{number}" for number in range(count)]
    batch.make(slugs, DEED)
    code, _, complaints = batch.finish(*words)

    assert (code, complaints) == (0, "")
    for number, slug in enumerate(slugs):
        page = (batch.home / "reports" / batch.run / report_name(f"标记{slug}街道")).read_text(encoding="utf-8")
        results = (batch.home / "reports" / batch.run / f"{slug}_2025.results.json").read_text(encoding="utf-8")
        (found,) = PICTURE.findall(page)
        says, picture = (found[0], found[1]) if found[1] else (found[3], found[2])
        assert says == f"标记{slug}街道"
        assert number_in(picture) == number
        for content in (page, results):
            assert set(re.findall(r"标记(s\d+)街道", content)) == {slug}


def test_reports_made_at_once_hold_their_own_street_alone(batch):
    check_every_report_is_its_own(batch, 8, "--workers", "4")


@pytest.mark.full
def test_two_hundred_reports_made_at_once_hold_their_own_street_alone(batch):
    check_every_report_is_its_own(batch, 200, "--workers", "8")
