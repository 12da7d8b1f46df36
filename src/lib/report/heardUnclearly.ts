/** How every format marks a quote whose words the recognizer was not sure of. */
export const heardUnclearly = 'heard unclearly';
