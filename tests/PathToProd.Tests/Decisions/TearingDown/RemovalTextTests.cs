using System.Collections.Immutable;
using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Clusters;

namespace PathToProd.Tests.Decisions.TearingDown;

public sealed class RemovalTextTests
{
    private const string Going = """ "deletionTimestamp": "2026-11-22T08:15:30Z" """;

    private static readonly ImmutableArray<FoundObject> Left =
    [
        Objects.Of("demo.example/v1 Widget shop/a", "", $$"""{{Going}}, "finalizers": ["demo.example/dns"]"""),
        Objects.Of("v1 Service shop/web", "", $$"""{{Going}}, "finalizers": ["one", "two"]"""),
        Objects.Of("demo.example/v1 Widget shop/b", "", Going),
        Objects.Of("demo.example/v1 Widget shop/c"),
    ];

    [Test]
    public void Counts_are_by_kind() => RemovalText.Counts(Left).ShouldBe("1 Service and 3 Widget");

    [Test]
    public void Progress_names_the_first_and_what_holds_them() =>
        RemovalText
            .Progress(Left, all: 6, TimeSpan.FromSeconds(20))
            .ShouldBe(
                "2 of 6 gone after 20 s; waiting for Widget shop/a (demo.example/dns), Service shop/web (one), Widget shop/b and 1 more"
            );

    [Test]
    public void A_refusal_names_each_with_all_that_holds_it_and_what_to_do() =>
        RemovalText
            .Refusal("prod", "prod-admin", Left, silence: null, TimeSpan.FromMinutes(10))
            .ShouldBe(
                """
                What has to go first in prod is still there after 10 min, so nothing else was removed:
                  Widget shop/a: held by the finalizer demo.example/dns
                  Service shop/web: held by the finalizers one and two
                  Widget shop/b: it is being deleted
                  Widget shop/c: it was deleted, and something made it again
                A finalizer says that a controller still has something to clean up, mostly outside the cluster, so none is removed by force. Find out why that controller does not end it (kubectl --context prod-admin get pods --all-namespaces, and its logs); if it no longer runs, clean up by hand what it made, and then remove the finalizer yourself. Then go on:
                ./build.sh --target=TearDown --environment=prod --resume
                """
            );

    [Test]
    public void An_API_server_without_an_answer_is_no_empty_cluster() =>
        RemovalText
            .Refusal("prod", "prod-admin", [], "connection refused", TimeSpan.FromMinutes(10))
            .ShouldBe(
                """
                It is not known whether what was deleted in prod is gone, as its API server gave no answer for a while: connection refused
                What is not known to be gone may cost money, so nothing else was removed. Once it answers, go on:
                ./build.sh --target=TearDown --environment=prod --resume
                """
            );
}
