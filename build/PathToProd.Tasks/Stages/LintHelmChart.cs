using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Lints a Helm chart with its values for every environment.</summary>
public class LintHelmChart : LintComponent
{
    /// <inheritdoc />
    protected override IEnumerable<Problem> Problems(ComponentContext context)
    {
        var problems = ChartFile.Check(ComponentFolder.Of(context)).ToArray();

        // Without a digest, or with patches that cannot be read, there is nothing that Helm could look at.
        return problems.Length > 0 && context.Component.Chart is not null
            ? problems
            : problems.Concat(HelmLinting.Problems(context));
    }
}
