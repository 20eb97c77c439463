/**
 * Waits until this process has had so many milliseconds. Those in which a busy machine let it stand still are not
 * counted, as it could do nothing in them, but for one `step`.
 */
export function ownTime (milliseconds: number, step = 100): Promise<void> {
  let left = Math.ceil(milliseconds / step)
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      left -= 1
      if (left > 0) return
      clearInterval(timer)
      resolve()
    }, step)
  })
}
