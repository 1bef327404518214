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
        var policies = context.Component.Policies.Select(name => Policy.All[name]).ToArray();
        var noted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var environment in context.Model.DeployableEnvironments)
        {
            var file = Path.Combine(context.Workspace.Work(environment.Name, context.Component.Name), "rendered.yaml");
            var text = context.RenderText(environment, context.TestValues(environment));
            AtomicFile.Write(file, text);
            foreach (var problem in Of(context, environment, text, context.Workspace.Show(file), policies, noted))
            {
                yield return problem;
            }
        }
    }

    private static List<Problem> Of(
        ComponentContext context,
        EnvironmentManifest environment,
        string text,
        string file,
        Policy[] policies,
        HashSet<string> noted
    )
    {
        var problems = new List<Problem>();
        var documents = KubernetesDocuments.Read(text, file, problems);
        problems.AddRange(DocumentChecks.Check(documents, context.Component.Namespace, file));
        foreach (var doubtful in documents.SelectMany(document => ScalarChecks.Doubtful(document, file)))
        {
            if (noted.Add(doubtful.What))
            {
                context.Note(doubtful.ToString());
            }
        }

        foreach (var document in documents)
        {
            problems.AddRange(
                from policy in policies
                from violation in policy.Violations(document)
                select new Problem(
                    new SourcePosition(file, document.Line, 1),
                    $"{violation.What} (policy {policy.Name})",
                    violation.Fix
                )
            );
        }

        problems.AddRange(CompareWithSnapshot(context, environment, text));
        return problems;
    }

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
