using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Cake.Frosting.Tests.PublicApi;

/// <summary><c>-p:CakeFrosting=package</c> takes the official package, and nothing of ours stays.</summary>
internal sealed class OfficialPackageTests
{
    [Test]
    public void Only_the_package_is_referenced()
    {
        var items = Evaluate("PathToProd.Tasks", "-p:CakeFrosting=package");
        Identities(items, "PackageReference").ShouldContain("Cake.Frosting");
        Identities(items, "ProjectReference").ShouldNotContain(path => path.Contains("Cake.Frosting"));
        Identities(items, "Reference").ShouldNotContain(path => path.Contains("cake.tool"));
        Identities(items, "PackageDownload").ShouldNotContain("Cake.Tool");
    }

    [Test]
    public void Without_it_only_the_stand_in_is()
    {
        var items = Evaluate("PathToProd.Tasks");
        Identities(items, "PackageReference").ShouldNotContain("Cake.Frosting");
        Identities(items, "ProjectReference").ShouldContain(path => path.EndsWith("Cake.Frosting.csproj"));
        Identities(items, "PackageDownload").ShouldContain("Cake.Tool");
    }

    [Test]
    public void The_wrappers_of_tools_take_the_core_of_Cake_and_nothing_else_of_it()
    {
        var package = Evaluate("PathToProd.Tools", "-p:CakeFrosting=package");
        Identities(package, "PackageReference").ShouldContain("Cake.Core");
        Identities(package, "Reference").ShouldNotContain(path => path.Contains("cake.tool"));
        Identities(package, "PackageDownload").ShouldNotContain("Cake.Tool");

        var source = Evaluate("PathToProd.Tools");
        Identities(source, "Reference").Where(path => path.Contains("cake.tool")).ShouldHaveSingleItem();
        Identities(source, "ProjectReference").ShouldHaveSingleItem().ShouldEndWith("PathToProd.csproj");
    }

    private static List<string> Identities(JsonNode items, string kind) =>
        [.. items["Items"]![kind]!.AsArray().Select(item => (string)item!["Identity"]!)];

    private static JsonNode Evaluate(string project, params string[] properties)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        start.ArgumentList.Add("msbuild");
        start.ArgumentList.Add(SourceTree.PathOf("build", project, $"{project}.csproj"));
        start.ArgumentList.Add("-getItem:PackageReference,ProjectReference,Reference,PackageDownload");
        Array.ForEach(properties, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBeTrue();
        process.ExitCode.ShouldBe(0, output);
        return JsonNode.Parse(output)!;
    }
}
