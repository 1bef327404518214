using System.Buffers;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PathToProd.Host.Targets;

/// <summary>The test projects of this checkout: the folders below <c>tests/</c> that are named so.</summary>
internal sealed partial class TestProjects
{
    public const string Solution = "PathToProd.slnx";

    private const RegexOptions Options = RegexOptions.Multiline | RegexOptions.ExplicitCapture;

    /// <summary>What makes a filter of <c>dotnet test</c> an expression.</summary>
    private static readonly SearchValues<char> Operators = SearchValues.Create("|&=!~()\\");

    private static readonly string[] FastestFirst =
    [
        "PathToProd.Tests",
        "Cake.Frosting.Tests",
        "PathToProd.Tasks.Tests",
        "Repository.Tests",
        "EndToEnd.Tests",
    ];

    private readonly string _root;

    public TestProjects(string root)
    {
        _root = root;
        var found = Directory
            .EnumerateDirectories(Path.Combine(root, "tests"), "*.Tests")
            .Select(folder => Path.GetFileName(folder))
            .ToArray();
        Names = [.. FastestFirst.Intersect(found), .. found.Except(FastestFirst).Order(StringComparer.Ordinal)];
    }

    /// <summary>The fast ones first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many projects are compiled, with those that tests are made of.</summary>
    public int AllInSolution => XDocument.Load(Path.Combine(_root, Solution)).Descendants("Project").Count();

    /// <summary>
    /// The projects with a test whose full name contains a text, in any case, as the test runner compares. They are not
    /// compiled for it: the sources are looked at, so a project more may be found. All of them where that is unclear: the text
    /// is an expression, or stands in the arguments of a test.
    /// </summary>
    public IReadOnlyList<string> With(string filter)
    {
        if (filter.AsSpan().ContainsAny(Operators))
        {
            return Names;
        }

        string[] found = [.. Names.Where(project => Sources(project).Any(file => MayHold(file, filter)))];
        return found.Length > 0 ? found : Names;
    }

    private IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(_root, "tests", project), "*.cs", SearchOption.AllDirectories);

    /// <summary>Whether a file that says so may have such a test. It takes each call for a method, which finds too much, not too little.</summary>
    private static bool MayHold(string file, string filter)
    {
        var text = File.ReadAllText(file);
        var space = Space().Match(text).Groups["name"].Value;
        var methods = Method().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet();
        return Type()
            .Matches(text)
            .Select(match => $"{space}.{match.Groups["name"].Value}")
            .Any(type =>
                methods.Any(method => $"{type}.{method}".Contains(filter, StringComparison.OrdinalIgnoreCase))
            );
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();

    [GeneratedRegex(@"\bclass (?<name>\w+)", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Type();

    [GeneratedRegex(@"(?<name>\w+)\(", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Method();
}
