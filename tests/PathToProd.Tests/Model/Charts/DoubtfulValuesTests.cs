using PathToProd.Formats.Values;
using PathToProd.Model.Charts;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Charts;

public sealed class DoubtfulValuesTests
{
    [Test]
    public void In_an_environment_identifiers_that_Helm_reads_as_numbers_are_named_with_their_place() =>
        In(
                """
                commit: 12e03
                short: 1e6
                account: 9007199254740993
                nested:
                  ids: [-9007199254740993, { deep: 18446744073709551616 }]
                  hex: 0xFFFFFFFFFFFFFFFF
                fine: [9007199254740991, 9007199254740992, "12e03", "9007199254740993", 12000, 1.5e3, 0.25, 123456789012, text]
                """
            )
            .ShouldBe(
                """
                values.yaml(1,9): commit is 12e03, which Helm reads as the number 12000; quote it if it is an identifier: "12e03"
                values.yaml(2,8): short is 1e6, which Helm reads as the number 1000000 and prints as 1e+06; quote it if it is an identifier: "1e6"
                values.yaml(3,10): account is 9007199254740993, which Helm reads as the number 9007199254740992 and prints as 9.007199254740992e+15; quote it if it is an identifier: "9007199254740993"
                values.yaml(5,9): nested.ids[] is -9007199254740993, which Helm reads as the number -9007199254740992 and prints as -9.007199254740992e+15; quote it if it is an identifier: "-9007199254740993"
                values.yaml(5,36): nested.ids[].deep is 18446744073709551616, which Helm reads as the number 18446744073709551616 and prints as 1.8446744073709552e+19; quote it if it is an identifier: "18446744073709551616"
                values.yaml(6,8): nested.hex is 0xFFFFFFFFFFFFFFFF, which Helm reads as the number 18446744073709551616 and prints as 1.8446744073709552e+19; quote it if it is an identifier: "0xFFFFFFFFFFFFFFFF"
                """
            );

    [Test]
    public void A_number_that_keeps_its_digits_is_named_where_a_template_printed_it_otherwise() =>
        In(
                "account: 123456789012\nbytes: 1073741824\nsmall: 100000\n",
                "arn: aws::1.23456789012e+11/x\nbytes: 1073741824\n"
            )
            .ShouldBe(
                "values.yaml(1,10): account is 123456789012, which Helm reads as the number 123456789012 and prints as "
                    + "1.23456789012e+11; quote it if it is an identifier: \"123456789012\""
            );

    [Test]
    public void In_a_charts_own_values_numbers_are_those_of_YAML_1_1() =>
        string.Join(
                '\n',
                DoubtfulValues.Of(
                    """
                    commit: &commit 12e03
                    month: 08
                    mode: 0400
                    list:
                    - 9007199254740993
                    - { id: 9_007_199_254_740_993, again: *commit }
                    fine: [9007199254740992, 1_000, "12e03", !!str 12e03, yes, 2001-01-01, 7e400, 123456789012]
                    """,
                    "values.yaml",
                    rendered: ""
                )
            )
            .ShouldBe(
                """
                values.yaml(1,9): commit is 12e03, which Helm reads as the number 12000; quote it if it is an identifier: "12e03"
                values.yaml(2,8): month is 08, which Helm reads as the number 8; quote it if it is an identifier: "08"
                values.yaml(5,3): list[] is 9007199254740993, which Helm reads as the number 9007199254740992 and prints as 9.007199254740992e+15; quote it if it is an identifier: "9007199254740993"
                values.yaml(6,9): list[].id is 9_007_199_254_740_993, which Helm reads as the number 9007199254740992 and prints as 9.007199254740992e+15; quote it if it is an identifier: "9_007_199_254_740_993"
                values.yaml(1,9): list[].again is 12e03, which Helm reads as the number 12000; quote it if it is an identifier: "12e03"
                """
            );

    [Test]
    public void Values_that_cannot_be_read_are_left_to_Helm() =>
        DoubtfulValues.Of("a: [", "values.yaml", rendered: "").ShouldBeEmpty();

    private static string In(string values, string rendered = "")
    {
        var problems = new List<Problem>();
        var map = (ValueNode.Map)YamlReader.Read("values.yaml", values, problems)!;
        problems.ShouldBeEmpty();
        return string.Join('\n', DoubtfulValues.Of(map, rendered));
    }
}
