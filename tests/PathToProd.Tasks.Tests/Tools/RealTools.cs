using PathToProd.TestTools;

namespace PathToProd.Tasks.Tests.Tools;

/// <summary>Where the real tools are; a test that does not find one fails and says how to get it.</summary>
internal static class RealTools
{
    public static string Terraform =>
        OnPath("terraform")
        ?? throw Missing(
            "terraform",
            "Run the tests by ./build.sh --target=SelfTest, or put Terraform 1.9 or later on the PATH."
        );

    public static string Kubectl =>
        OnPath("kubectl")
        ?? throw Missing(
            "kubectl",
            "Run the tests by ./build.sh --target=SelfTest, or put kubectl 1.20 or later on the PATH."
        );

    public static string Skopeo =>
        OnPath("skopeo") ?? throw Missing("skopeo", "Run tests/prepare.sh, or put Skopeo 1.9 or later on the PATH.");

    public static string Helm => HelmVersions.File(HelmVersions.Current);

    private static string? OnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);

    private static AssertionException Missing(string tool, string remedy) => new($"{tool} is not there. {remedy}");
}
