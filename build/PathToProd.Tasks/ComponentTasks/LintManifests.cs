using PathToProd.Reporting;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Checks that all manifests are YAML, and complete.</summary>
public class LintManifests : LintComponent
{
    /// <inheritdoc />
    protected override IEnumerable<Problem> Problems(ComponentContext context) => RenderedTests.Problems(context);
}
