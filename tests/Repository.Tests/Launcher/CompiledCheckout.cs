namespace Repository.Tests.Launcher;

/// <summary>One checkout, compiled once by the real compiler; tests copy it.</summary>
[SetUpFixture]
internal sealed class CompiledCheckout
{
    private static LauncherCheckout? checkout;

    public static Launch FirstLaunch { get; private set; } = null!;

    public static LauncherCheckout Copy() => checkout!.Copy();

    public static StandInDotnet StandIn() => new(checkout!.PathOf("artifacts/host/" + checkout.CurrentHost()));

    [OneTimeSetUp]
    public void Compile()
    {
        checkout = LauncherCheckout.Create();
        FirstLaunch = Launch.Run(checkout, null, "--target=Components");
        if (FirstLaunch.ExitCode != 0)
        {
            Assert.Fail(FirstLaunch.Errors + File.ReadAllText(checkout.PathOf("artifacts/host/build.log")));
        }
    }

    [OneTimeTearDown]
    public void Remove()
    {
        FirstLaunch.Dispose();
        checkout?.Dispose();
    }
}
