using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Tests each plain manifest as it goes to every environment.</summary>
public class TestManifests : TestComponent
{
    /// <inheritdoc />
    protected override IEnumerable<Problem> Problems(ComponentContext context) => RenderedTests.Problems(context);
}
