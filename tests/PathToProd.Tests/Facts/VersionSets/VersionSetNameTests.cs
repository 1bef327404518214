using PathToProd.Facts.VersionSets;

namespace PathToProd.Tests.Facts.VersionSets;

public sealed class VersionSetNameTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 23, 30, 0, TimeSpan.FromHours(-1));

    [TestCase("", "2026.12.1")]
    [TestCase("2026.11.4 2025.12.7 2026.1.1", "2026.12.1")]
    [TestCase("2026.12.1 2026.12.10 2026.12.9 2026.12.x", "2026.12.11")]
    public void The_next_name_is_one_more_than_the_highest_of_the_month_in_utc(string taken, string next) =>
        VersionSetName.Next(Now, taken.Split(' ')).ShouldBe(next);

    [TestCase("2026.11.1")]
    [TestCase("after-easter")]
    [TestCase("rc.1")]
    public void Calendar_names_and_words_are_names(string name) =>
        VersionSetName.ProblemIn(name, "--set", ["prod"]).ShouldBeNull();

    [TestCase(
        "proposed",
        "--set cannot be proposed, which is what Resolve proposed last; choose another name, or leave it out for the next one of this month"
    )]
    [TestCase("prod", "--set cannot be prod, which is an environment; choose another name")]
    [TestCase("Prod", "--set cannot be Prod, which is an environment; choose another name")]
    [TestCase(
        "../x",
        "--set must be a name such as 2026.11.1, and \"../x\" is not: '/' cannot be in a name; write lower-case letters, digits, dots and dashes"
    )]
    [TestCase(
        "RC1",
        "--set must be a name such as 2026.11.1, and \"RC1\" is not: 'R' cannot be in a name; write lower-case letters, digits, dots and dashes"
    )]
    [TestCase(
        "-a",
        "--set must be a name such as 2026.11.1, and \"-a\" is not: it begins or ends with a dot or a dash; begin and end it with a letter or a digit"
    )]
    [TestCase(
        "a.",
        "--set must be a name such as 2026.11.1, and \"a.\" is not: it begins or ends with a dot or a dash; begin and end it with a letter or a digit"
    )]
    public void Other_names_are_refused(string name, string message) =>
        VersionSetName.ProblemIn(name, "--set", ["prod"])!.ToString().ShouldBe(message);

    [Test]
    public void A_name_of_54_characters_is_too_long() =>
        VersionSetName
            .ProblemIn(new string('a', 54), "--set", [])!
            .ToString()
            .ShouldEndWith("it has 54 characters; write at most 53");

    [Test]
    public void Names_are_ordered_as_people_count()
    {
        string[] names = ["2026.11.1", "2026.9.2", "2026.11.10", "2026.11.2", "a", "2026.11", "2026.11.01"];

        names
            .Order(Comparer<string>.Create(VersionSetName.Compare))
            .ShouldBe(["2026.9.2", "2026.11", "2026.11.01", "2026.11.1", "2026.11.2", "2026.11.10", "a"]);
    }
}
