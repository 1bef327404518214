using PathToProd.Decisions.Resuming;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;
using static PathToProd.Tests.Decisions.Resuming.PastRuns;

namespace PathToProd.Tests.Decisions.Resuming;

public sealed class ResumeChoiceTests
{
    private static ResumeChoice Choose(string? run, string? environment, params PastRun[] newestFirst) =>
        ResumeChoice.Of(
            new ResumeQuestion(RunTarget.Of(Stage.Deploy))
            {
                Run = run,
                Environment = environment,
                DefaultEnvironment = "prod",
            },
            newestFirst
        );

    private static RunId Found(params PastRun[] newestFirst) =>
        Choose(null, null, newestFirst).ShouldBeOfType<ResumeChoice.Found>().Run.Id;

    private static void Refuses(ResumeChoice choice, ExitCode exitCode, string message)
    {
        var why = choice.ShouldBeOfType<ResumeChoice.Refused>().Why;
        why.Message.ShouldBe(message);
        why.ExitCode.ShouldBe(exitCode);
    }

    [TestCase(ExitCode.Failed)]
    [TestCase(ExitCode.Cancelled)]
    [TestCase(ExitCode.Refused)]
    [TestCase(ExitCode.WrongInput)]
    [TestCase(null)]
    public void Without_a_name_the_last_run_that_did_not_end_well_goes_on(ExitCode? ending) =>
        Found(Of(2, "Deploy", ending, "a b"), Of(1, "Deploy", ExitCode.Failed, "a b")).ShouldBe(Id(2));

    [Test]
    public void Runs_of_other_targets_and_environments_and_later_ones_of_other_components_are_passed_over() =>
        Found(
                Of(5, "Deploy", ExitCode.Failed, "a", environment: "staging"),
                Of(4, "Build", ExitCode.Failed, "a"),
                Of(3, "Deploy", ExitCode.Done, "c", "c=done"),
                Of(2, "Deploy", ExitCode.Failed, "a b", "a=done b=failed")
            )
            .ShouldBe(Id(2));

    [Test]
    public void The_chain_is_all_that_the_run_went_on_with()
    {
        var found = Choose(
                null,
                null,
                Of(4, "Deploy", null, "a", resumes: 3),
                Of(3, "Deploy", ExitCode.Failed, "a", resumes: 1),
                Of(2, "Deploy", ExitCode.Failed, "z"),
                Of(1, "Deploy", ExitCode.Failed, "a")
            )
            .ShouldBeOfType<ResumeChoice.Found>();

        found.Chain.Select(run => run.Id).ShouldBe([Id(4), Id(3), Id(1)]);
    }

    [Test]
    public void A_run_that_was_resumed_is_replaced_by_the_one_that_did() =>
        Found(Of(2, "Deploy", ExitCode.Failed, "a", resumes: 1), Of(1, "Deploy", ExitCode.Failed, "a")).ShouldBe(Id(2));

    [Test]
    public void Where_there_is_no_run_it_says_so() =>
        Refuses(
            Choose(null, "staging"),
            ExitCode.WrongInput,
            "there is no run of Deploy for staging to resume: artifacts/runs has none; start one without --resume"
        );

    [Test]
    public void Where_all_ended_well_it_names_the_last() =>
        Refuses(
            Choose(
                null,
                null,
                Of(2, "Deploy", ExitCode.Done, "a", "a=done"),
                Of(1, "Deploy", ExitCode.Done, "a", "a=done")
            ),
            ExitCode.WrongInput,
            "there is no run of Deploy for prod to resume: run 20261122-080200-0002 ended well, so there is nothing to resume; "
                + "start a new run without --resume"
        );

    [Test]
    public void What_a_later_run_did_again_is_not_resumed() =>
        Refuses(
            Choose(
                null,
                null,
                Of(2, "Deploy", ExitCode.Done, "a b", "a=unchanged b=done"),
                Of(1, "Deploy", ExitCode.Failed, "a b", "a=done b=failed")
            ),
            ExitCode.WrongInput,
            "there is no run of Deploy for prod to resume: run 20261122-080100-0001 failed, but run 20261122-080200-0002 did the same "
                + "since and ended well; start a new run without --resume, or name that one: --resume=20261122-080100-0001"
        );

    [Test]
    public void A_run_that_went_on_and_ended_well_leaves_nothing_to_resume() =>
        Refuses(
            Choose(
                null,
                null,
                Of(2, "Deploy", ExitCode.Done, "a", "a=done", resumes: 1),
                Of(1, "Deploy", ExitCode.Failed, "a", "a=failed")
            ),
            ExitCode.WrongInput,
            "there is no run of Deploy for prod to resume: run 20261122-080100-0001 was resumed by run 20261122-080200-0002, "
                + "which ended well; there is nothing left to resume"
        );

    [TestCase("Deploy", "TearDown")]
    [TestCase("StandUp", "TearDown")]
    [TestCase("StandUp", "Destroy")]
    [TestCase("TearDown", "StandUp")]
    [TestCase("TearDown", "Deploy")]
    public void What_the_opposite_did_since_is_not_undone(string target, string opposite) =>
        ResumeChoice
            .Of(
                new ResumeQuestion(RunTarget.Of(target)) { DefaultEnvironment = "prod" },
                [
                    Of(2, opposite, ExitCode.Done, "a", "a=done"),
                    Of(1, target, ExitCode.Failed, "a b", "a=done b=failed"),
                ]
            )
            .ShouldBeOfType<ResumeChoice.Refused>()
            .Why.Message.ShouldContain($"({opposite}) has changed a in prod since");

    [TestCase("StandUp", "Deploy")]
    [TestCase("TearDown", "Destroy")]
    public void What_the_same_did_since_is_no_obstacle(string target, string same) =>
        ResumeChoice
            .Of(
                new ResumeQuestion(RunTarget.Of(target)) { DefaultEnvironment = "prod" },
                [Of(2, same, ExitCode.Done, "a", "a=done"), Of(1, target, ExitCode.Failed, "a b", "a=done b=failed")]
            )
            .ShouldBeOfType<ResumeChoice.Found>()
            .Run.Id.ShouldBe(Id(1));

    [Test]
    public void What_a_removal_took_away_since_is_not_brought_back()
    {
        PastRun[] runs =
        [
            Of(2, "Destroy", ExitCode.Done, "b a", "b=done a=done"),
            Of(1, "Deploy", ExitCode.Failed, "a b c", "a=done b=done c=failed"),
        ];
        const string Why =
            "run 20261122-080100-0001 is out of date: run 20261122-080200-0002 (Destroy) has changed a and b in prod since, and "
            + "resuming would undo that; if that is meant, ask for it without --resume";

        Refuses(Choose(Id(1).Text, null, runs), ExitCode.WrongInput, Why);
        Refuses(Choose(null, null, runs), ExitCode.WrongInput, $"there is no run of Deploy for prod to resume: {Why}");
    }

    [Test]
    public void A_removal_of_something_else_changes_nothing() =>
        Found(Of(2, "Destroy", ExitCode.Done, "z", "z=done"), Of(1, "Deploy", ExitCode.Failed, "a")).ShouldBe(Id(1));

    [Test]
    public void A_run_in_progress_is_refused_with_who_it_is([Values] bool isNamed) =>
        Refuses(
            Choose(
                isNamed ? Id(2).Text : null,
                null,
                Of(2, "Deploy", null, "a") with
                {
                    IsInProgress = true,
                },
                Of(1, "Deploy", ExitCode.Failed, "a")
            ),
            ExitCode.Refused,
            "Run 20261122-080200-0002 is still in progress (ann@laptop, pid 4242, since 2026-11-22 08:02:00 UTC), so there is nothing to "
                + "resume yet. Nothing was touched. Wait for it to end, or end it, then run the same command again."
        );

    [Test]
    public void A_run_that_is_being_resumed_is_refused() =>
        Refuses(
            Choose(
                Id(1).Text,
                null,
                Of(2, "Deploy", null, "a", resumes: 1) with
                {
                    IsInProgress = true,
                },
                Of(1, "Deploy", ExitCode.Failed, "a")
            ),
            ExitCode.WrongInput,
            "run 20261122-080100-0001 was resumed by run 20261122-080200-0002, which is still in progress; there is nothing left to resume"
        );

    [TestCase("20261122-080100-0002", "did you mean 20261122-080100-0001?")]
    [TestCase("yesterday", "the last ones are 20261122-080100-0001")]
    public void An_unknown_run_is_refused_with_those_that_there_are(string run, string fix) =>
        Refuses(
            Choose(run, null, Of(1, "Deploy", ExitCode.Failed, "a")),
            ExitCode.WrongInput,
            $"there is no run {run} in this checkout; {fix}"
        );

    [Test]
    public void An_unknown_run_where_there_are_none() =>
        Refuses(
            Choose("x", null),
            ExitCode.WrongInput,
            "there is no run x in this checkout; artifacts/runs has none yet; start one without --resume"
        );

    [Test]
    public void A_run_of_another_target_is_refused() =>
        Refuses(
            Choose(Id(1).Text, null, Of(1, "Destroy", ExitCode.Failed, "a")),
            ExitCode.WrongInput,
            "run 20261122-080100-0001 is a run of Destroy, not of Deploy; write --target=Destroy --resume=20261122-080100-0001"
        );

    [Test]
    public void A_run_of_another_environment_is_refused() =>
        Refuses(
            Choose(Id(1).Text, "staging", Of(1, "Deploy", ExitCode.Failed, "a")),
            ExitCode.WrongInput,
            "run 20261122-080100-0001 was for prod, not for staging; leave --environment out: the run says where it goes"
        );

    [Test]
    public void A_named_run_need_not_be_for_the_default_environment() =>
        Choose(Id(1).Text, null, Of(1, "Deploy", ExitCode.Failed, "a", environment: "staging"))
            .ShouldBeOfType<ResumeChoice.Found>()
            .Run.Id.ShouldBe(Id(1));

    [Test]
    public void A_run_that_ended_well_is_refused() =>
        Refuses(
            Choose(Id(1).Text, null, Of(1, "Deploy", ExitCode.Done, "a", "a=done")),
            ExitCode.WrongInput,
            "run 20261122-080100-0001 ended well, so there is nothing to resume; start a new run without --resume"
        );

    [Test]
    public void A_named_run_that_went_on_badly_is_refused_with_the_one_to_name() =>
        Refuses(
            Choose(
                Id(1).Text,
                null,
                Of(2, "Deploy", ExitCode.Failed, "a", resumes: 1),
                Of(1, "Deploy", ExitCode.Failed, "a")
            ),
            ExitCode.WrongInput,
            "run 20261122-080100-0001 was resumed by run 20261122-080200-0002, which failed; resume that one: --resume=20261122-080200-0002"
        );

    [Test]
    public void A_run_whose_first_line_is_torn_is_refused_with_the_line() =>
        Refuses(
            Choose(Id(1).Text, null, Torn(1)),
            ExitCode.WrongInput,
            "what run 20261122-080100-0001 was asked cannot be read, so it cannot be resumed; start a new run: ./build.sh --target=Deploy; "
                + "what is done is not repeated\n"
                + "artifacts/runs/20261122-080100-0001/journal.jsonl(1,1): this line is not whole: it does not end with its checksum, and is "
                + "ignored; restore it from the file's history if it matters"
        );

    [Test]
    public void Without_a_name_a_run_whose_first_line_is_torn_may_be_the_last_one() =>
        Refuses(
            Choose(null, null, Torn(2), Of(1, "Deploy", ExitCode.Failed, "a")),
            ExitCode.WrongInput,
            "what run 20261122-080200-0002 was asked cannot be read, so no one knows whether it is the last one; name the run that goes "
                + "on, --resume=RUN, or start a new one\n"
                + "artifacts/runs/20261122-080200-0002/journal.jsonl(1,1): this line is not whole: it does not end with its checksum, and is "
                + "ignored; restore it from the file's history if it matters"
        );

    [Test]
    public void A_run_that_was_killed_during_its_first_line_has_touched_nothing() =>
        Found(Torn(2) with { HasEvents = false }, Of(1, "Deploy", ExitCode.Failed, "a")).ShouldBe(Id(1));

    [Test]
    public void A_part_of_something_larger_is_refused()
    {
        var run = Of(1, "Deploy", ExitCode.Failed, "a");
        var part = run with { Story = run.Story! with { Start = run.Story.Start with { Asked = null } } };

        Refuses(
            Choose(Id(1).Text, null, part),
            ExitCode.WrongInput,
            "run 20261122-080100-0001 does not say what it was asked, as it is a part of Certify or Bisect or of an older program; "
                + "start a new run without --resume"
        );
    }

    [Test]
    public void No_more_runs_are_read_than_are_needed() =>
        ResumeChoice
            .Of(
                new ResumeQuestion(RunTarget.Of(Stage.Deploy)) { DefaultEnvironment = "prod" },
                Enumerable
                    .Range(0, 100)
                    .Select(at => at == 0 ? Of(9, "Deploy", null, "a") : throw new InvalidOperationException("read"))
            )
            .ShouldBeOfType<ResumeChoice.Found>();
}
