using PathToProd.Environments;
using PathToProd.Reporting;
using PathToProd.Tasks.Deployments;
using PathToProd.Tasks.Tools.Terraform;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>
/// Validates, plans and tests the roots that environments use, each in a copy whose state is its own and is thrown away.
/// </summary>
internal static class TerraformRootTests
{
    public static IEnumerable<Problem> Problems(ComponentContext context)
    {
        foreach (var provider in context.Model.DeployableEnvironments.GroupBy(environment => environment.Provider))
        {
            var folder = Path.Combine(context.Workspace.Work("test", context.Component.Name), "terraform");
            var root = new TerraformRoot(context, folder, provider.Key);
            root.Lay(Path.Combine(context.Artifact.Folder, "terraform"));
            if (!Directory.Exists(root.Path))
            {
                yield return new Problem(
                    provider.First().Source["provider"],
                    $"{context.Component.Name} has no Terraform root for the provider {provider.Key}",
                    $"add terraform/{provider.Key}/, or choose another provider"
                );
                continue;
            }

            foreach (var problem in Of(context, root, provider))
            {
                yield return problem;
            }
        }
    }

    private static Problem[] Of(
        ComponentContext context,
        TerraformRoot root,
        IEnumerable<EnvironmentManifest> environments
    )
    {
        root.Isolate();
        root.Init(new Dictionary<string, string>());
        var validation = context.TerraformValidate(root.With(new TerraformValidateSettings()));
        if (!validation.IsValid)
        {
            return [.. validation.Diagnostics.Where(diagnostic => diagnostic.IsError).Select(Describe)];
        }

        foreach (var environment in environments)
        {
            root.Write(context.TestValues(environment).Json);
            root.PlanChanges("test.tfplan");
        }

        return Tests(context, root);
    }

    private static Problem[] Tests(ComponentContext context, TerraformRoot root)
    {
        var hasTests = Directory.Exists(Path.Combine(root.Path, "tests"));
        if (!hasTests)
        {
            return [];
        }

        var summary = context.TerraformTestReport(root.With(new TerraformTestSettings()));
        context.Note($"{summary.Passed} terraform tests passed");
        return [.. summary.Problems.Select(Describe)];
    }

    private static Problem Describe(TerraformDiagnostic diagnostic) =>
        new(diagnostic.Where, $"{diagnostic.Summary}: {diagnostic.Detail.ReplaceLineEndings(" ")}", "correct the root");
}
