namespace PathToProd.Tests.Model.Platform;

/// <summary>Manifests with something wrong in them, and all that is said about it.</summary>
internal static class BadInput
{
    public static void Tells(PlatformBuilder platform, params string[] messages) =>
        platform.Problems().ShouldBe(string.Join('\n', messages));
}
