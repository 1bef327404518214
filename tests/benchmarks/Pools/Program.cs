using PoolContest;

// contest FOLDER files|git PROCESSES ENVIRONMENTS KILLED LEASE-SECONDS SEED: many processes want environments of one pool, and some are killed.
// run     FOLDER files|git NAME ENVIRONMENTS LEASE-SECONDS WORK-MILLISECONDS: one of them.
return args switch
{
    ["contest", var folder, var backend, .. var rest] => Contest.Run(folder, backend, [.. rest.Select(int.Parse)]),
    ["run", var folder, var backend, var name, .. var rest] => await Contender.RunAsync(
        folder,
        backend,
        name,
        [.. rest.Select(int.Parse)]
    ),
    _ => throw new ArgumentException("say contest or run"),
};
