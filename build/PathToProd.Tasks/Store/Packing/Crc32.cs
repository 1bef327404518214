namespace PathToProd.Tasks.Store.Packing;

/// <summary>The checksum of gzip and zip (CRC-32 of ISO 3309), eight bytes at a time.</summary>
internal sealed class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;

    private static readonly uint[][] Tables = MakeTables();

    private uint _rest = uint.MaxValue;

    public uint Value => ~_rest;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _rest;
        while (bytes.Length >= Slices)
        {
            var low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc =
                Tables[7][low & 0xFF]
                ^ Tables[6][(low >> 8) & 0xFF]
                ^ Tables[5][(low >> 16) & 0xFF]
                ^ Tables[4][low >> 24]
                ^ Tables[3][bytes[4]]
                ^ Tables[2][bytes[5]]
                ^ Tables[1][bytes[6]]
                ^ Tables[0][bytes[7]];
            bytes = bytes[Slices..];
        }

        foreach (var one in bytes)
        {
            crc = Tables[0][(crc ^ one) & 0xFF] ^ (crc >> 8);
        }

        _rest = crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[Slices][];
        for (var slice = 0; slice < Slices; slice++)
        {
            tables[slice] = new uint[256];
            for (var one = 0u; one < 256; one++)
            {
                tables[slice][one] = slice == 0 ? OfByte(one) : Next(tables[0], tables[slice - 1][one]);
            }
        }

        return tables;
    }

    private static uint Next(uint[] table, uint crc) => table[crc & 0xFF] ^ (crc >> 8);

    private static uint OfByte(uint one)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            one = (one & 1) == 0 ? one >> 1 : (one >> 1) ^ Polynomial;
        }

        return one;
    }
}
