using Cake.Frosting.Tests.Support;

namespace Cake.Frosting.Tests.Hosting;

internal sealed class VersionTests
{
    [TestCase("--version")]
    [TestCase("--ver")]
    public void Version_is_the_description_of_the_program(string option)
    {
        var (exitCode, output, _) = SampleProgram.Run(option);
        exitCode.ShouldBe(0);
        output.Trim().ShouldBe("Sample host 1.2.3");
    }

    [Test]
    public void Info_shows_version_and_details()
    {
        var (exitCode, output, _) = SampleProgram.Run("--info");
        exitCode.ShouldBe(0);
        output.ShouldContain("Version: Sample host 1.2.3");
        output.ShouldContain("Details: ");
    }

    [Test]
    public void Help_shows_every_option_and_examples()
    {
        var (exitCode, output, _) = SampleProgram.Run("--help");
        exitCode.ShouldBe(0);
        Snapshot.Match(output);
    }

    [Test]
    public void A_stray_word_is_reported_and_ends_with_255()
    {
        var (exitCode, output, _) = SampleProgram.Run("stray");
        exitCode.ShouldBe(255);
        output.ShouldContain("Unknown command 'stray'");
    }
}
