// A modal as a first answer.
import { z } from 'zod';

export const modalSchema = z.object({
	custom_id: z.string().min(1).max(100),
	title: z.string().min(1).max(45),
	components: z.array(z.unknown()).min(1)
});
