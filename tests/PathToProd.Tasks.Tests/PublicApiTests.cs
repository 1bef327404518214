using PathToProd.Tasks.Stages;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests;

/// <summary>What components' own tasks see of the package PathToProd.Tasks. A line that goes is a break for them.</summary>
public sealed class PublicApiTests
{
    [Test]
    public void The_public_API_of_the_task_library_is_as_it_was() =>
        Snapshot.Match(PublicApiPrinter.Print(typeof(ComponentTask).Assembly));

    [Test]
    public void So_is_that_of_the_tools_which_travel_in_the_same_package() =>
        Snapshot.Match(PublicApiPrinter.Print(typeof(CommandRunner).Assembly));
}
