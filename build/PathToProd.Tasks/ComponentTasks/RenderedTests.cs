using PathToProd.Environments;
using PathToProd.Kubernetes;
using PathToProd.Kubernetes.Policies;
using PathToProd.Reporting;
using PathToProd.Tasks.Deployments;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Renders a component for every environment, and tests each document.</summary>
internal static class RenderedTests
{
    public static IEnumerable<Problem> Problems(ComponentContext context)
    {
        var rules = Rules(context);
        var unused = context.Component.AlsoIn.ToHashSet();
        var noted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var environment in context.Model.DeployableEnvironments)
        {
            var file = Path.Combine(context.Workspace.Work(environment.Name, context.Component.Name), "rendered.yaml");
            var text = context.RenderText(environment, context.TestValues(environment));
            AtomicFile.Write(file, text);
            var problems = new List<Problem>();
            var documents = KubernetesDocuments.Read(text, context.Workspace.Show(file), problems);
            Note(context, documents, context.Workspace.Show(file), noted);
            unused.IntersectWith(DocumentChecks.Unused(documents, context.Component.AlsoIn));
            foreach (
                var problem in problems
                    .Concat(rules.Problems(documents, context.Workspace.Show(file)))
                    .Concat(CompareWithSnapshot(context, environment, text))
            )
            {
                yield return problem;
            }
        }

        foreach (var other in unused.Order(StringComparer.Ordinal))
        {
            yield return new Problem(
                context.Component.Source.Value("also-in", other),
                $"also-in allows the namespace {other}, and nothing goes there in any environment",
                $"leave {other} out of also-in"
            );
        }
    }

    /// <summary>Notes what is right for Kubernetes and likely to be meant otherwise, once for all environments.</summary>
    private static void Note(
        ComponentContext context,
        IEnumerable<KubernetesDocument> documents,
        string file,
        HashSet<string> noted
    )
    {
        foreach (var doubtful in documents.SelectMany(document => ScalarChecks.Doubtful(document, file)))
        {
            if (noted.Add(doubtful.What))
            {
                context.Note(doubtful.ToString());
            }
        }
    }

    /// <summary>What must hold for all documents of the component.</summary>
    public static DocumentRules Rules(ComponentContext context) =>
        new(
            context.Component.Namespace,
            context.Component.AlsoIn,
            [.. context.Component.Policies.Select(name => Policy.All[name])]
        );

    private static IEnumerable<Problem> CompareWithSnapshot(
        ComponentContext context,
        EnvironmentManifest environment,
        string text
    )
    {
        var file = Path.Combine(
            context.Workspace.Component(context.Component.Name),
            "tests",
            "snapshots",
            $"{environment.Name}.yaml"
        );
        if (context.Options.UpdateSnapshots)
        {
            AtomicFile.Write(file, text);
            context.Note($"wrote {context.Workspace.Show(file)}");
        }
        else if (
            File.Exists(file)
            && File.ReadAllText(file).ReplaceLineEndings("\n") is var expected
            && expected != text
        )
        {
            var name = Path.GetFileName(file);
            var diff = TextDiff.Of(Single(name, expected), Single(name, text), "rendered");
            yield return new Problem(
                new SourcePosition(context.Workspace.Show(file)),
                $"what is rendered differs from the snapshot:\n{diff.TrimEnd('\n')}\n",
                "if this is meant, run Test with --update-snapshots and read the diff"
            );
        }
    }

    private static Dictionary<string, string> Single(string name, string text) => new() { [name] = text };
}
