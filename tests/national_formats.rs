use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType, Region};
#[test]
fn x() {
    for r in [Region::DE, Region::GB] {
        let n =
            PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(r, PhoneNumberType::TollFree).unwrap();
        println!("{}", PHONE_NUMBER_UTIL.format(&n, PhoneNumberFormat::National));
    }
}
