namespace Cake.Frosting.Tests.PublicApi;

internal sealed class PublicApiTests
{
    /// <summary>That of the official package. A difference is a break for programs that change between the two.</summary>
    [Test]
    public void The_public_API_is_that_of_the_official_package()
    {
        Snapshot.Match(PublicApiPrinter.Print(typeof(CakeHost).Assembly));
    }
}
