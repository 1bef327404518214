using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Cake.Frosting.Tests.PublicApi;

/// <summary><c>-p:CakeFrosting=package</c> takes the official package, and nothing of ours stays.</summary>
internal sealed class OfficialPackageTests
{
    [Test]
    public void Only_the_package_is_referenced()
    {
        var items = Evaluate("-p:CakeFrosting=package");
        Identities(items, "PackageReference").ShouldContain("Cake.Frosting");
        Identities(items, "ProjectReference").ShouldNotContain(path => path.Contains("Cake.Frosting"));
        Identities(items, "Reference").ShouldNotContain(path => path.Contains("cake.tool"));
        Identities(items, "PackageDownload").ShouldNotContain("Cake.Tool");
    }

    [Test]
    public void Without_it_only_the_stand_in_is()
    {
        var items = Evaluate();
        Identities(items, "PackageReference").ShouldNotContain("Cake.Frosting");
        Identities(items, "ProjectReference").ShouldContain(path => path.EndsWith("Cake.Frosting.csproj"));
        Identities(items, "PackageDownload").ShouldContain("Cake.Tool");
    }

    private static List<string> Identities(JsonNode items, string kind) =>
        [.. items["Items"]![kind]!.AsArray().Select(item => (string)item!["Identity"]!)];

    private static JsonNode Evaluate(params string[] properties)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        start.ArgumentList.Add("msbuild");
        start.ArgumentList.Add(SourceTree.PathOf("build", "PathToProd.Tasks", "PathToProd.Tasks.csproj"));
        start.ArgumentList.Add("-getItem:PackageReference,ProjectReference,Reference,PackageDownload");
        Array.ForEach(properties, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBeTrue();
        process.ExitCode.ShouldBe(0, output);
        return JsonNode.Parse(output)!;
    }
}
