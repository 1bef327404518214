using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// Checks the form of all roots; validates, plans and tests, each in an isolated copy, those that some environment uses.
/// </summary>
public class TestTerraformRoot : TestComponent
{
    /// <inheritdoc />
    protected override IEnumerable<Problem> Problems(ComponentContext context) =>
        TerraformFormat.Problems(context).Concat(TerraformRootTests.Problems(context));
}
