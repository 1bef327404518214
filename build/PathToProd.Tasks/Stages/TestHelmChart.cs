using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Lints a Helm chart, renders it for every environment and tests each rendered document.</summary>
public class TestHelmChart : TestComponent
{
    /// <inheritdoc />
    protected override IEnumerable<Problem> Problems(ComponentContext context) =>
        HelmLinting.Problems(context).Concat(RenderedTests.Problems(context)).Distinct();
}
