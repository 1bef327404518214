using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cake.Core.Annotations;
using Cake.Helm;
using Repository.Tests.NewComponent;

namespace Repository.Tests.Docs;

/// <summary>
/// docs/tools.md, as component authors use it: it has every alias of the tools with its example, the examples compile, and its
/// first one runs.
/// </summary>
[CancelAfter(300_000)]
public sealed partial class ToolsGuideTests
{
    private static readonly Assembly Tools = typeof(HelmAliases).Assembly;

    private static readonly XElement Comments = XDocument.Load(Path.ChangeExtension(Tools.Location, ".xml")).Root!;

    private static string Guide { get; } = SourceTree.Read("docs/tools.md").ReplaceLineEndings("\n");

    private static string FirstProgram => Program().Match(Guide).Groups["text"].Value;

    private static string[] Examples => [.. Row().Matches(Guide).Select(row => row.Groups["example"].Value)];

    private static MethodInfo[] Aliases =>
        [
            .. Tools
                .GetExportedTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
                .Where(method => method.IsDefined(typeof(CakeMethodAliasAttribute))),
        ];

    [Test]
    public void Every_alias_has_the_example_of_its_comment_in_the_guide_and_there_is_no_other()
    {
        var aliases = Aliases;
        aliases.Length.ShouldBeGreaterThan(50);

        Examples.ShouldBe(aliases.Select(Commented), ignoreOrder: true);
    }

    [Test]
    public void Every_alias_is_in_the_namespace_that_the_guide_names_for_its_tool()
    {
        foreach (var alias in Aliases)
        {
            var space = alias.DeclaringType!.Namespace!;
            alias.DeclaringType.GetCustomAttribute<CakeNamespaceImportAttribute>()!.Namespace.ShouldBe(space);
            alias.Name.ShouldStartWith(space["Cake.".Length..]);
            Guide.ShouldContain($"`using {space};`");
        }
    }

    [Test]
    public void Every_alias_is_called_by_the_tests_of_its_tool()
    {
        foreach (var tool in Aliases.GroupBy(alias => alias.DeclaringType!.Namespace!["Cake.".Length..]))
        {
            var tests = string.Concat(
                SourceTree.Files($"tests/PathToProd.Tasks.Tests/Tools/{tool.Key}").Select(SourceTree.Read)
            );
            tool.Select(alias => alias.Name)
                .Where(name => !tests.Contains($".{name}(", StringComparison.Ordinal))
                .ShouldBeEmpty(tool.Key);
        }
    }

    [Test]
    public void All_examples_compile_in_a_component_and_the_first_one_runs_the_real_tools()
    {
        using var checkout = new ScratchCheckout();
        checkout.RunWell("--target=NewComponent", "--name=monitoring");
        File.WriteAllText(checkout.InRoot("components/monitoring/Tasks.cs"), FirstProgram);
        File.WriteAllText(checkout.InRoot("components/monitoring/Examples.cs"), AllExamples());

        var output = checkout.RunWell("--target=Inspect", "--component=monitoring");

        Note()
            .IsMatch(string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ShouldBeTrue(output);
    }

    /// <summary>Each example as a method of its own: they use the same names.</summary>
    private static string AllExamples()
    {
        var usings = Aliases.Select(alias => $"using {alias.DeclaringType!.Namespace};").Distinct();
        var methods = Examples.Select(
            (example, at) => $"    public static void Example{at}(ComponentContext context) {{ {example} }}"
        );
        return $$"""
            {{string.Join('\n', usings)}}
            using static Monitoring.Given;

            namespace Monitoring;

            public static class Given
            {
                public static string yaml => "";
                public static string text => "";
            }

            public static class Examples
            {
            {{string.Join('\n', methods)}}
            }

            """;
    }

    private static string Commented(MethodInfo alias)
    {
        var member = $"M:{alias.DeclaringType!.FullName}.{alias.Name}(";
        return Comments
            .Descendants("member")
            .Single(comment => comment.Attribute("name")!.Value.StartsWith(member, StringComparison.Ordinal))
            .Element("example")!
            .Value.Trim();
    }

    [GeneratedRegex(
        @"^```csharp\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Program();

    [GeneratedRegex(
        @"^\| `(?<example>[^`]*\bcontext\.[^`]*;)` \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Row();

    [GeneratedRegex(
        @"0 findings; kubectl v?1\.\d+\S*, Terraform 1\.\d+\.\d+",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Note();
}
