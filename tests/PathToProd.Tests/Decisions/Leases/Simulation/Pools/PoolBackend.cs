using System.Globalization;
using PathToProd.Facts.Pools;

namespace PathToProd.Tests.Decisions.Leases.Simulation.Pools;

/// <summary>Where the pool's record is: as text, and the judge sees every change of it.</summary>
internal sealed class PoolBackend(World world, PoolJudge judge, bool isCluster) : IBackend
{
    private string? _text;
    private int _version;

    public bool IsCluster => isCluster;

    public PoolRecord? Record => _text is null ? null : PoolText.Read(_text);

    private string? Position => _version == 0 ? null : _version.ToString(CultureInfo.InvariantCulture);

    public Action Handle(Step.Call call)
    {
        if (call is Step.ReadPool read)
        {
            var (record, at) = (Record, Position);
            return () => (read.Record, read.Position) = (record, at);
        }

        var write = (Step.WritePool)call;
        if (write.Position != Position && !write.IsBlind)
        {
            return () => write.Answer = WriteAnswer.Moved;
        }

        judge.Accepted(Record ?? new PoolRecord { Pool = "ci" }, write.Record, write.Sender);
        (_text, _version) = (PoolText.Write(write.Record), _version + 1);
        world.Note(
            $"pool: {string.Join(", ", write.Record.Tickets.Select(ticket => $"{ticket.Number} {ticket.Holder.Run} renewed {ticket.Renewals} has [{string.Join(' ', ticket.Leases.Select(lease => $"{lease.Environment}/{lease.Token}"))}]"))}"
        );
        var position = Position;
        return () => (write.Answer, write.NewPosition) = (WriteAnswer.Accepted, position);
    }
}
