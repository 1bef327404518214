using System.Buffers;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace PathToProd.Host.Targets;

/// <summary>The test projects of this checkout: the folders below <c>tests/</c> that are named so.</summary>
internal sealed class TestProjects
{
    public const string Solution = "PathToProd.slnx";

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
    /// The compiled projects with a test whose full name contains a text, in any case, as the test runner compares. All of them
    /// where that is unclear: the text is an expression, or stands in the arguments of a test.
    /// </summary>
    public IReadOnlyList<string> With(string filter)
    {
        if (filter.AsSpan().ContainsAny(Operators))
        {
            return Names;
        }

        string[] found =
        [
            .. Names.Where(project =>
                Methods(project).Any(name => name.Contains(filter, StringComparison.OrdinalIgnoreCase))
            ),
        ];
        return found.Length > 0 ? found : Names;
    }

    private IEnumerable<string> Methods(string project)
    {
        var file = Path.Combine(_root, "artifacts", "dotnet", "bin", project, "debug", $"{project}.dll");
        if (!File.Exists(file))
        {
            yield break;
        }

        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var name = $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
            foreach (var method in type.GetMethods())
            {
                yield return $"{name}.{metadata.GetString(metadata.GetMethodDefinition(method).Name)}";
            }
        }
    }
}
