using System.Collections.Immutable;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Kubernetes;
using PathToProd.Model.Kubernetes.Policies;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Renders a component for every environment, and tests each document.</summary>
internal static class RenderedTests
{
    public static IEnumerable<Problem> Problems(ComponentContext context)
    {
        var rules = Rules(context);
        var unused = context.Component.AlsoIn.ToHashSet();
        var unseen = context.Component.Generated.ToHashSet();
        var noted = new HashSet<string>(StringComparer.Ordinal);
        var unrendered = new ProblemsByEnvironment();
        foreach (var environment in context.Model.DeployableEnvironments)
        {
            var file = Path.Combine(context.Workspace.Work(environment.Name, context.Component.Name), "rendered.yaml");
            var values = context.TestValues(environment);
            if (Rendered(context, environment, values, unrendered) is not { } text)
            {
                continue;
            }

            AtomicFile.Write(file, text);
            var shown = context.Workspace.Show(file);
            var problems = new List<Problem>();
            var documents = KubernetesDocuments.Read(text, shown, problems);
            unused.IntersectWith(DocumentChecks.Unused(documents, context.Component.AlsoIn));
            unseen.RemoveWhere(value => GeneratedValues.Has(documents, value));
            NoteDoubtful(context, DoubtfulNumbers(context, environment, text, documents, shown), noted);
            problems.AddRange(rules.Problems(documents, shown));
            var generated = SecondRendering.Differences(context, environment, values, documents);
            problems.AddRange(CompareWithSnapshot(context, environment, text, generated));
            foreach (var problem in problems)
            {
                yield return problem;
            }
        }

        foreach (var problem in unrendered.All)
        {
            yield return problem;
        }

        if (!unrendered.IsEmpty)
        {
            yield break; // what is not rendered is not unused
        }

        foreach (var other in unused.Order(StringComparer.Ordinal))
        {
            yield return new Problem(
                context.Component.Source.Value("also-in", other),
                $"also-in allows the namespace {other}, and nothing goes there in any environment",
                $"leave {other} out of also-in"
            );
        }

        foreach (var value in unseen)
        {
            yield return new Problem(
                context.Component.Source.Value("generated", value.ToString()),
                $"{value} is not rendered for any environment, so nothing is generated there",
                "correct or remove it"
            );
        }
    }

    /// <summary>Null, with problems, when the chart's schema refuses values there, or patches do not match or fit.</summary>
    private static string? Rendered(
        ComponentContext context,
        EnvironmentManifest environment,
        ResolvedValues values,
        ProblemsByEnvironment problems
    )
    {
        try
        {
            return Rendering.Text(context, environment, values);
        }
        catch (PlatformException exception) when (exception.Problems.Count > 0)
        {
            problems.Add(environment.Name, exception.Problems);
            return null;
        }
    }

    /// <summary>Says once what is read as a number although a text is meant: it is legal, and nearly always a mistake.</summary>
    private static void NoteDoubtful(ComponentContext context, IEnumerable<Problem> doubtful, HashSet<string> noted)
    {
        foreach (var problem in doubtful)
        {
            if (noted.Add(problem.What))
            {
                context.Note(problem.ToString());
            }
        }
    }

    /// <summary>In the values, where Helm reads numbers, and in what is rendered, where Kubernetes does.</summary>
    private static IEnumerable<Problem> DoubtfulNumbers(
        ComponentContext context,
        EnvironmentManifest environment,
        string text,
        IReadOnlyList<KubernetesDocument> documents,
        string shown
    )
    {
        var rendered = documents.SelectMany(document => ScalarChecks.Doubtful(document, shown));
        if (context.Component.Type != ComponentType.Helm)
        {
            return rendered;
        }

        var values = DoubtfulValues.Of(context.Model.Values(environment.Name, context.Component.Name), text);
        var file = context.Component.Chart is null
            ? Path.Combine(context.Workspace.Component(context.Component.Name), "chart", "values.yaml")
            : Path.Combine(context.Workspace.Component(context.Component.Name), "values.yaml");
        return File.Exists(file)
            ? values
                .Concat(DoubtfulValues.Of(File.ReadAllText(file), context.Workspace.Show(file), text))
                .Concat(rendered)
            : values.Concat(rendered);
    }

    /// <summary>What must hold for all documents of the component.</summary>
    public static DocumentRules Rules(ComponentContext context) =>
        new(
            context.Component.Namespace,
            context.Component.AlsoIn,
            [.. context.Component.Policies.Select(name => context.Work.Services.Policies[name])]
        );

    private static IEnumerable<Problem> CompareWithSnapshot(
        ComponentContext context,
        EnvironmentManifest environment,
        string text,
        ImmutableArray<GeneratedValue> generated
    )
    {
        var component = context.Component;
        var file = Path.Combine(
            context.Workspace.Component(component.Name),
            "tests",
            "snapshots",
            $"{environment.Name}.yaml"
        );
        var undeclared = SecondRendering.Undeclared(component, generated).ToArray();
        if (undeclared.Length > 0)
        {
            var names = string.Join(", ", undeclared.Select(value => value.ToString()));
            if (!context.Options.UpdateSnapshots && !File.Exists(file))
            {
                context.Note($"renders differently each time for {environment.Name}: {names}");
                yield break;
            }

            yield return new Problem(
                new SourcePosition(context.Workspace.Show(file)),
                $"no snapshot can match, as the chart renders differently each time: {names}",
                $"give it a value, or add to components/{component.Name}/component.yaml: generated: [{names}]"
            );
            yield break;
        }

        var shown = GeneratedValues.Hide(text, component.Generated);
        if (context.Options.UpdateSnapshots)
        {
            AtomicFile.Write(file, shown);
            context.Note($"wrote {context.Workspace.Show(file)}");
        }
        else if (
            File.Exists(file)
            && GeneratedValues.Hide(File.ReadAllText(file).ReplaceLineEndings("\n"), component.Generated)
                is var expected
            && expected != shown
        )
        {
            var name = Path.GetFileName(file);
            var diff = TextDiff.Of(Single(name, expected), Single(name, shown), "rendered", ShownFile.Of).TrimEnd('\n');
            if (!diff.Contains('\n'))
            {
                diff += "\n    (in comments or in how Secrets are written, which are not shown)";
            }

            yield return new Problem(
                new SourcePosition(context.Workspace.Show(file)),
                $"what is rendered differs from the snapshot:\n{diff}\n",
                "if this is meant, run Test with --update-snapshots and read the diff"
            );
        }
    }

    private static Dictionary<string, string> Single(string name, string text) => new() { [name] = text };
}
