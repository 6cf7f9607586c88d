from evaltoolkit.disclosure.names.identifiers import find_addresses, find_identity_numbers, find_phones
from evaltoolkit.synthetic.identity import address, identity_number, phone


def test_identity_numbers_have_a_right_check_digit_and_a_region_that_no_place_has():
    for sequence in range(50):
        number = identity_number("19520317", sequence, is_male=sequence % 2 == 0)
        assert len(find_identity_numbers(number)) == 1
        assert number[:2] == "19"  # GB/T 2260 has provinces 11 to 15 and 21 upward


def test_an_identity_number_tells_sex_by_its_seventeenth_digit():
    assert int(identity_number("19520317", 5, is_male=True)[16]) % 2 == 1
    assert int(identity_number("19520317", 5, is_male=False)[16]) % 2 == 0


def test_phones_and_addresses_look_real_enough_to_be_found():
    assert len(find_phones(phone(17))) == 1
    assert find_addresses(address("第一社区", 40))
