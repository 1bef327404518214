using Cake.Terraform;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// Validates, plans and tests the roots that environments use, each in a copy whose state is its own and is thrown away.
/// </summary>
internal static class TerraformRootTests
{
    public static IEnumerable<Problem> Problems(ComponentContext context)
    {
        using var held = ComponentLock.ForTests(context);
        var sources = Path.Combine(context.Artifact.Folder, "terraform");
        foreach (var provider in context.Model.DeployableEnvironments.GroupBy(environment => environment.Provider))
        {
            var shown = $"components/{context.Component.Name}/terraform/{provider.Key}";
            if (!TerraformRoot.Exists(sources, provider.Key))
            {
                yield return new Problem(
                    provider.First().Source["provider"],
                    $"{context.Component.Name} has no Terraform root for the provider {provider.Key}",
                    $"add {shown}/, or choose another provider"
                );
                continue;
            }

            var root = new TerraformRoot(context, context.Workspace.TestWork(context.Component.Name), provider.Key);
            root.CopySources(sources);
            foreach (var diagnostic in Of(context, root, provider))
            {
                yield return Describe(diagnostic, shown);
            }
        }
    }

    private static IReadOnlyList<TerraformDiagnostic> Of(
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
            return [.. validation.Diagnostics.Where(diagnostic => diagnostic.IsError)];
        }

        foreach (var environment in environments)
        {
            root.Write(context.TestValues(environment).Json);
            root.PlanChanges("test.tfplan");
        }

        // Tests say themselves which values they mean.
        root.ForgetValues();

        return Tests(context, root);
    }

    private static IReadOnlyList<TerraformDiagnostic> Tests(ComponentContext context, TerraformRoot root)
    {
        var hasTests = Directory.Exists(Path.Combine(root.Path, "tests"));
        if (!hasTests)
        {
            return [];
        }

        var summary = context.TerraformTestReport(root.With(new TerraformTestSettings()));
        context.Note($"{summary.Passed} terraform tests passed");
        return summary.Problems;
    }

    private static Problem Describe(TerraformDiagnostic diagnostic, string sources) =>
        new(
            diagnostic.Where is { } where
                ? where with
                {
                    File = $"{sources}/{where.File}",
                }
                : new SourcePosition(sources),
            $"{diagnostic.Summary}: {diagnostic.Detail.ReplaceLineEndings(" ").TrimEnd('.')}",
            "correct the root or the test"
        );
}
