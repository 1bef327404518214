using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Lints a Helm chart with its values for every environment.</summary>
public class LintHelmChart : LintComponent
{
    /// <inheritdoc />
    protected override IEnumerable<Problem> Problems(ComponentContext context) =>
        ChartFile.Check(ComponentFolder.Of(context)).Concat(HelmLinting.Problems(context));
}
