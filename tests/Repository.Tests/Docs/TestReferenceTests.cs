using System.Text.RegularExpressions;
using Repository.Tests.House;

namespace Repository.Tests.Docs;

/// <summary>
/// Tests that documents name exist: classes by their names, and in docs/reliability.md those of each promise by a part of their
/// full names, as <c>--filter</c> takes it.
/// </summary>
public sealed partial class TestReferenceTests
{
    private const RegexOptions Options = RegexOptions.Multiline | RegexOptions.ExplicitCapture;

    private static readonly string[] Tests =
    [
        .. TrackedFiles
            .Ending("Tests.cs")
            .Where(file => file.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(file => FullNames(TrackedFiles.Read(file))),
    ];

    [Test]
    public void The_tests_of_each_promise_exist()
    {
        var brackets = Brackets().Matches(TrackedFiles.Read("docs/reliability.md"));

        brackets.Count.ShouldBeGreaterThan(10);
        brackets
            .SelectMany(match => match.Value.Split(", "))
            .Where(word => !Exists(word.Trim('[', ']', '`')))
            .ShouldBeEmpty();
    }

    [Test]
    public void The_tests_of_each_fault_exist()
    {
        string[] rows =
        [
            .. TrackedFiles
                .Read("docs/reliability.md")
                .Split('\n')
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.EndsWith("| tests |"))
                .Select(line => line.TrimEnd(' ', '|').Split('|')[^1]),
        ];

        rows.Length.ShouldBeGreaterThan(40);
        rows.Where(row => !Words().IsMatch(row)).ShouldBeEmpty();
        rows.SelectMany(row => Words().Matches(row).Select(match => match.Value))
            .Where(word => !Exists(word))
            .ShouldBeEmpty();
    }

    [Test]
    public void A_class_that_a_document_names_exists()
    {
        var named =
            from file in TrackedFiles.Ending(".md")
            from Match name in ClassNames().Matches(TrackedFiles.Read(file))
            select (file, name.Value);

        named.Count().ShouldBeGreaterThan(5);
        named.Where(use => !Exists($".{use.Value}.")).ShouldBeEmpty();
    }

    [Test]
    public void A_name_that_no_test_has_is_found()
    {
        Exists("HostileLayer").ShouldBeTrue();
        Exists("killed_run_left").ShouldBeTrue();
        Exists("Never" + "Written").ShouldBeFalse();
    }

    private static bool Exists(string word) =>
        Array.Exists(Tests, test => test.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> FullNames(string code) =>
        from type in Class().Matches(code)
        from method in Method().Matches(code)
        select $"{Space().Match(code).Groups["name"]}.{type.Groups["name"]}.{method.Groups["name"]}";

    [GeneratedRegex(@"\[`[^\]]+\]", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"(?<=`)\w+(?=`)", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();

    [GeneratedRegex("(?<=`)[A-Z][A-Za-z]*Tests(?=`)", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ClassNames();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();

    [GeneratedRegex(@"^(public|internal) .*class (?<name>\w+Tests)", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Class();

    [GeneratedRegex(@"^    public (async )?(void|Task) (?<name>\w+)\(", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Method();
}
