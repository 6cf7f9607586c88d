"""A drawing drawn once more as dots shows the whole drawing, however fine the dots are."""

import io

import pytest
from PIL import Image

from evaltoolkit.charts.parts.redrawn import redrawn

WIDTH, HEIGHT, SIDE = 144, 72, 6
CORNERS = [(0, 20), (WIDTH - SIDE, 20), (0, 20 + HEIGHT - SIDE), (WIDTH - SIDE, 20 + HEIGHT - SIDE)]


def square(x, y):
    return f'<path d="M{x} {y}L{x + SIDE} {y}L{x + SIDE} {y + SIDE}L{x} {y + SIDE}Z" fill="#1c1c1c" stroke="none"/>'


@pytest.mark.parametrize("dots", [72, 150, 200, 240, 300])
def test_what_stands_in_the_corners_of_a_drawing_stands_in_those_of_the_picture(dots):
    shapes = "".join(square(x, y) for x, y in CORNERS)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 20 {WIDTH} {HEIGHT}">{shapes}</svg>'
    with Image.open(io.BytesIO(redrawn(svg, dots=dots))) as picture:
        grey = picture.convert("L")
    across, down = grey.size
    inside = round(SIDE / 2 * dots / 72)
    places = [(x, y) for x in (inside, across - 1 - inside) for y in (inside, down - 1 - inside)]

    assert (across, down) == (round(WIDTH * dots / 72), round(HEIGHT * dots / 72))
    assert all(grey.getpixel(place) < 60 for place in places)
    assert grey.getpixel((across // 2, down // 2)) > 200


@pytest.mark.parametrize("dots", [72, 200, 300])
def test_a_word_at_the_far_end_of_a_drawing_is_in_the_picture(dots):
    word = f'<text x="{WIDTH}" y="60" text-anchor="end" font-size="14">完</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{word}</svg>'
    with Image.open(io.BytesIO(redrawn(svg, dots=dots))) as picture:
        grey = picture.convert("L")
    box = grey.point(lambda value: 255 if value < 128 else 0).getbbox()

    assert box[0] * 72 / dots >= WIDTH - 16
    assert box[2] * 72 / dots <= WIDTH
