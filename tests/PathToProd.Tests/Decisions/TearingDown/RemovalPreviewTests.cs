using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Decisions.TearingDown;

public sealed class RemovalPreviewTests
{
    private const string Controllers =
        "Before that goes what controllers made outside the cluster, and after it their definitions; what that is, only the removal looks up.\n";

    [Test]
    public void What_controllers_made_goes_first_where_there_is_a_cluster() =>
        Preview(RunTarget.TearDown, isCluster: true)
            .ShouldBe(
                "TearDown would remove from prod (here), in this order:\n  dns    is not there, as far as the ledger knows\n"
                    + Controllers
                    + "Nothing was changed.\n"
            );

    [Test]
    public void In_a_folder_no_controller_made_anything() =>
        Preview(RunTarget.TearDown, isCluster: false).ShouldNotContain(Controllers);

    [Test]
    public void A_component_that_is_destroyed_leaves_controllers_alone() =>
        Preview(RunTarget.Of(Stage.Destroy), isCluster: true).ShouldNotContain(Controllers);

    private static string Preview(RunTarget target, bool isCluster) =>
        new RemovalPreview(target, "prod", "here", ["dns"], LedgerState.From("prod", []))
        {
            IsCluster = isCluster,
        }.Text(Style.Plain);
}
