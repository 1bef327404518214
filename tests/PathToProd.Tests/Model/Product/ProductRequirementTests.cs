using PathToProd.Model.Platform;
using PathToProd.Model.Platform.Loading;
using PathToProd.Tests.Model.Platform;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Model.Product;

/// <summary>Platforms and components that are written for other versions of Path to Prod.</summary>
public sealed class ProductRequirementTests
{
    [Test]
    public void A_platform_for_a_newer_version_is_refused_by_that_alone_whatever_else_it_says() =>
        Problems("0.4.2", "name: platform\nrequires-product: \">=0.5\"\nnot-known-yet: true\n")
            .ShouldBe(
                "platform.yaml(2,19): the platform needs Path to Prod >=0.5, and 0.4.2 runs; get one of these: ./build.sh --target=Upgrade --to=0.5.0"
            );

    [Test]
    public void A_platform_that_an_older_version_alone_can_read_is_refused_too() =>
        Problems("0.7.0", "name: platform\nrequires-product: \">=0.5 <0.7\"\n")
            .ShouldBe(
                "platform.yaml(2,19): the platform needs Path to Prod >=0.5 <0.7, and 0.7.0 runs; go back to one of these (./build.sh --target=Upgrade --to=VERSION), or change the range"
            );

    [Test]
    public void A_range_without_any_version_says_so() =>
        Problems("0.7.0", "name: platform\nrequires-product: \">1 <1\"\n")
            .ShouldBe(
                "platform.yaml(2,19): the platform needs Path to Prod >1 <1, and 0.7.0 runs; no version is in that range, so correct it"
            );

    [Test]
    public void What_is_no_range_is_reported_as_such() =>
        Problems("0.7.0", "name: platform\nrequires-product: newest\n").ShouldStartWith("platform.yaml(2,19): ");

    [TestCase("0.5.0")]
    [TestCase("0.6.3")]
    [TestCase("0.5.0-beta.1")]
    [TestCase("0.6.0-rc.1")]
    public void A_version_in_the_range_reads_the_platform_and_a_pre_release_counts_as_its_release(string product)
    {
        var model = Load(product, "name: platform\nrequires-product: \">=0.5\"\n");

        model.Platform.RequiresProduct.ShouldBe(VersionRange.Parse(">=0.5"));
    }

    [Test]
    public void A_component_for_a_newer_version_is_refused_beside_all_other_problems()
    {
        var platform = PlatformBuilder
            .Platform()
            .Component("ingress", "requires-product: \">=99\"\nnot-known-yet: true\n")
            .Component("other", "nmae: x\n");

        platform
            .Problems()
            .ShouldBe(
                $"components/ingress/component.yaml(4,19): the component needs Path to Prod >=99, and {ProductVersion.Current} runs; get one of these: ./build.sh --target=Upgrade --to=99.0.0\n"
                    + "components/other/component.yaml(4,1): the component has the unknown key nmae; did you mean name?"
            );
    }

    [Test]
    public void So_is_one_whose_artifact_a_newer_version_made() =>
        Should
            .Throw<PlatformException>(() =>
                PlatformModel.ReadComponent(
                    "ingress 2.0.0",
                    "name: ingress\nversion: 2.0.0\ntype: helm\nrequires-product: \">=99\"\nx: 1\n"
                )
            )
            .Message.ShouldBe(
                $"ingress 2.0.0(4,19): the component needs Path to Prod >=99, and {ProductVersion.Current} runs; get one of these: ./build.sh --target=Upgrade --to=99.0.0"
            );

    private static PlatformModel Load(string product, string platform) =>
        PlatformLoader.Load(
            PlatformBuilder.Platform().With("platform.yaml", platform),
            [],
            product: SemVersion.Parse(product)
        );

    private static string Problems(string product, string platform) =>
        Should.Throw<PlatformException>(() => Load(product, platform)).Message;
}
