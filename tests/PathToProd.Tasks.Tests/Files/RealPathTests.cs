using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Tests.Files;

[Platform(Exclude = "Win")]
public sealed class RealPathTests
{
    [Test]
    public void Links_on_the_way_and_at_the_end_are_followed_even_to_what_is_not_there_yet()
    {
        using var folder = new TemporaryFolder();
        var root = RealPath.Of(folder.Path);
        Directory.CreateDirectory(Path.Combine(root, "real/inner"));
        Directory.CreateSymbolicLink(Path.Combine(root, "absolute"), Path.Combine(root, "real"));
        Directory.CreateSymbolicLink(Path.Combine(root, "relative"), "absolute/inner");

        RealPath.Of(Path.Combine(root, "relative")).ShouldBe(Path.Combine(root, "real/inner"));
        RealPath.Of(Path.Combine(root, "relative/../new/x")).ShouldBe(Path.Combine(root, "new/x"));
        RealPath.Of(Path.Combine(root, "absolute/new/x")).ShouldBe(Path.Combine(root, "real/new/x"));
    }

    [Test]
    public void A_circle_of_links_ends()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "a"), "b");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "b"), "a");

        Should.NotThrow(() => RealPath.Of(Path.Combine(folder.Path, "a/x")));
    }
}
