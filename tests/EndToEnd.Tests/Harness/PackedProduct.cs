namespace PathToProd.EndToEnd.Harness;

/// <summary>Folders with the packages of this product, made once for all tests that need them.</summary>
internal static class PackedProduct
{
    /// <summary>The version of <see cref="Later"/>.</summary>
    public const string LaterVersion = "99.0.0";

    private static readonly Lazy<string> NowMade = new(() => Pack(isNative: true));
    private static readonly Lazy<string> LaterMade = new(() => Pack(isNative: false, $"--version={LaterVersion}"));

    /// <summary>In the version of the sources.</summary>
    public static string Now => NowMade.Value;

    /// <summary>The same under the number of a later version, for any machine alone: native code runs in the tests of <see cref="Now"/>.</summary>
    public static string Later => LaterMade.Value;

    /// <summary>Removes what was made.</summary>
    public static void Remove()
    {
        foreach (var made in (Lazy<string>[])[NowMade, LaterMade])
        {
            if (made.IsValueCreated)
            {
                Directory.Delete(made.Value, recursive: true);
            }
        }
    }

    private static string Pack(bool isNative, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("path-to-prod-packages-").FullName;
        RunningProgram
            .Start(
                "dotnet",
                [Repository.Host, "--target=Pack", $"--to={folder}", .. options],
                SourceTree.Root,
                new Dictionary<string, string?>
                {
                    ["PATH_TO_PROD_ROOT"] = SourceTree.Root,
                    ["PATH_TO_PROD_READY_TO_RUN"] = isNative ? "true" : "false",
                }
            )
            .Wait(TimeSpan.FromMinutes(8))
            .ShouldExitWith(0);
        return folder;
    }
}

/// <summary>Removes the packages at the end.</summary>
[SetUpFixture]
public sealed class PackedProductRemoval
{
    [OneTimeTearDown]
    public void Remove() => PackedProduct.Remove();
}
