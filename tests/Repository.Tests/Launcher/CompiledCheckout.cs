namespace Repository.Tests.Launcher;

/// <summary>One checkout, compiled once by the real compiler; tests copy it.</summary>
[SetUpFixture]
internal sealed class CompiledCheckout
{
    private static LauncherCheckout? _checkout;

    public static Launch FirstLaunch { get; private set; } = null!;

    public static LauncherCheckout Copy() => _checkout!.Copy();

    public static StandInDotnet StandIn() => new(_checkout!.PathOf("artifacts/host/" + _checkout.CurrentHost()));

    [OneTimeSetUp]
    public void Compile()
    {
        _checkout = LauncherCheckout.Create();
        FirstLaunch = Launch.Run(_checkout, null, "--target=Components");
        if (FirstLaunch.ExitCode != 0)
        {
            Assert.Fail(FirstLaunch.Errors + File.ReadAllText(_checkout.PathOf("artifacts/host/build.log")));
        }
    }

    [OneTimeTearDown]
    public void Remove()
    {
        FirstLaunch.Dispose();
        _checkout?.Dispose();
    }
}
