using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// What a component's <c>tests/inputs.yaml</c> gives as examples of its inputs, by value path: values of the right type,
/// which stand in where nothing is deployed. A text stands in for an input without an example.
/// </summary>
internal static class ExampleInputs
{
    /// <summary>The inputs, with an example in the place of each placeholder that has one.</summary>
    /// <exception cref="PlatformException">The file is wrong (exit code 2).</exception>
    public static ImmutableArray<(ResolvedInput Input, ValueNode Value)> Fill(
        Workspace workspace,
        ComponentManifest component,
        ImmutableArray<ResolvedInput> inputs
    )
    {
        var examples = inputs.Any(input => input.IsPlaceholder) ? Read(workspace, component) : ValueNode.Map.Empty;
        return
        [
            .. inputs.Select(input =>
            {
                var example = input.IsPlaceholder ? examples.Find(input.Input.ValuePath)?.Value : null;
                return (input, example ?? ValueJson.ToNode(input.Value, default));
            }),
        ];
    }

    private static ValueNode.Map Read(Workspace workspace, ComponentManifest component)
    {
        var path = Path.Combine(workspace.Component(component.Name), "tests", "inputs.yaml");
        var shown = workspace.Show(path);
        if (OddFile.At(path) is { } odd)
        {
            throw new PlatformException([odd.At(new SourcePosition(shown))]);
        }

        if (!File.Exists(path))
        {
            return ValueNode.Map.Empty;
        }

        var problems = new List<Problem>();
        var examples = YamlReader.Read(shown, File.ReadAllText(path), problems) as ValueNode.Map ?? ValueNode.Map.Empty;
        var known = component.Inputs.Select(input => input.ValuePath).ToArray();
        problems.AddRange(
            examples
                .Entries.Where(entry => !known.Contains(entry.Key))
                .Select(entry => new Problem(
                    entry.KeyWhere,
                    $"{component.Name} has no input {entry.Key}",
                    Suggestion.Fix(entry.Key, known, "input", "remove the line")
                ))
        );
        return problems.Count == 0 ? examples : throw new PlatformException(problems);
    }
}
