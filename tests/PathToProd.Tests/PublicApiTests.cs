using PathToProd.Text;

namespace PathToProd.Tests;

/// <summary>What programs see that use the package PathToProd. A line that goes is a break for them.</summary>
public sealed class PublicApiTests
{
    [Test]
    public void The_public_API_is_as_it_was() => Snapshot.Match(PublicApiPrinter.Print(typeof(Problem).Assembly));
}
